import Synchronization

/// Takes down what several parties do, in the order in which they do it.
final class Diary: Sendable {
    private let written = Mutex<[String]>([])

    var lines: [String] { written.withLock { $0 } }

    func write(_ line: String) { written.withLock { $0.append(line) } }
}
