import AMTSchema
public import NVRAM
import PacketPolicy
public import VirtualPC
import WSMan

/// How the engine is to be addressed, as consoles set it.
public struct AddressBook: Sendable {
    private static let key = "addressing"

    private let nvram: NVRAM
    private let pc: any VirtualPC
    private let journal: EventJournal
    /// Yields when the engine is to move to other addresses.
    let moved: AsyncStream<Void>
    private let moving: AsyncStream<Void>.Continuation

    init(nvram: NVRAM, pc: any VirtualPC, journal: EventJournal) {
        self.nvram = nvram
        self.pc = pc
        self.journal = journal
        (moved, moving) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// What was set last; the host's addresses, when nothing was.
    public static func addressing(in nvram: NVRAM) async throws -> Addressing {
        try await nvram.setting(key, as: Addressing.self) ?? Addressing()
    }

    func addressing() async throws -> Addressing { try await Self.addressing(in: nvram) }

    /// Sets another addressing, to which the engine moves when its answer is on the way.
    ///
    /// - Throws: ``WSManFault`` when it cannot hold: `notPermitted` where only the host gives addresses, and
    ///   `invalidParameter` when another machine has the address, or no server gives one.
    func change(_ edit: @Sendable (inout Addressing) -> Void) async throws {
        let current = try await addressing()
        var wanted = current
        edit(&wanted)
        guard wanted != current else { return }
        do throws(PCError) {
            try await pc.check(wanted)
        } catch {
            throw WSManFault.status(error.isImpossible ? .notPermitted : .invalidParameter)
        }
        try await nvram.set(wanted, for: Self.key)
        try await journal.log(.told(.networkChanged))
        moving.yield()
    }
}

extension PCError {
    fileprivate var isImpossible: Bool { if case .notPossible = self { true } else { false } }
}

/// A console has given the engine other addresses, or the network has: whoever runs it starts it anew, on those.
public struct Readdressed: Error {
    /// Creates the notice.
    public init() {}
}
