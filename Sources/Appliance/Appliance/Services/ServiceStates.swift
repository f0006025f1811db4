import Synchronization

/// What each supervised program is doing, in one word.
final class ServiceStates: Sendable {
    private let words = Mutex<[String: String]>([:])

    /// The word for a program: `starting`, `running`, `stopped`, or `failed` with its status.
    func word(_ name: String) -> String { words.withLock { $0[name] ?? "stopped" } }

    /// Notes what a program does now.
    func set(_ name: String, _ word: String) { words.withLock { $0[name] = word } }
}
