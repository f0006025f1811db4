package import NVRAM
import Synchronization

/// A setting that is kept in NVRAM and is at hand without asking it.
///
/// What is at hand changes with what is kept: only once it is kept, and in the same order.
package final class KeptSetting<Value: Codable & Sendable>: Sendable {
    private let nvram: NVRAM
    fileprivate let key: String
    fileprivate let atHand: Mutex<Value>

    /// - Parameter fallback: the value where there is none yet.
    package init(_ key: String, from fallback: Value, in nvram: NVRAM) async throws(NVRAMError) {
        self.nvram = nvram
        self.key = key
        atHand = Mutex(try await nvram.setting(key, as: Value.self) ?? fallback)
    }

    /// The value now.
    package var value: Value { atHand.withLock { $0 } }

    /// Changes the value, all of what `body` does or nothing; what is told afterwards is kept.
    @discardableResult
    package func change<Answer: Sendable>(_ body: @Sendable (inout Value) throws -> Answer) async throws -> Answer {
        try await nvram.change(self, body)
    }
}

extension NVRAM {
    /// The lock is held while the value is written, so that nobody sees one that may not come to be kept.
    fileprivate func change<Value, Answer: Sendable>(
        _ kept: KeptSetting<Value>,
        _ body: @Sendable (inout Value) throws -> Answer
    ) throws -> Answer {
        try kept.atHand.withLock { value in
            var wanted = value
            let answer = try body(&wanted)
            try set(wanted, for: kept.key)
            value = wanted
            return answer
        }
    }
}
