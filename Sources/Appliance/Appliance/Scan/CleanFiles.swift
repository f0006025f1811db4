import Crypto
import FoundationEssentials
import Glibc

/// What tells a file and its state from every other: volume, path, inode, size and times, as 128 bits of their SHA-256.
///
/// The time of change is set by the kernel of the user OS alone, whatever a program does to the other times.
struct FileState: Sendable, Hashable, Comparable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    init(volume: String, path: UserPath, status: stat) {
        let numbers: [Int64] = [
            Int64(truncatingIfNeeded: status.st_ino), Int64(status.st_size), Int64(status.st_ctim.tv_sec),
            Int64(status.st_ctim.tv_nsec), Int64(status.st_mtim.tv_sec), Int64(status.st_mtim.tv_nsec),
        ]
        var hash = SHA256()
        hash.update(data: Array("\(volume)\0".utf8) + path.bytes + [0])
        numbers.withUnsafeBytes { hash.update(bufferPointer: $0) }
        let digest = Array(hash.finalize())
        self.init(high: Self.number(digest[0..<8]), low: Self.number(digest[8..<16]))
    }

    static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }

    fileprivate var bytes: [UInt8] {
        [high, low].flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) } }
    }

    fileprivate init(bytes: ArraySlice<UInt8>) {
        self.init(high: Self.number(bytes.prefix(8)), low: Self.number(bytes.dropFirst(8)))
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// The states of files that were found clean with one edition of the definitions.
struct CleanFiles: Sendable, Hashable {
    /// What they were scanned with: another key means that nothing is known.
    let key: String
    private var states: [FileState]
    private static let mark = Array("SEKISHO-CLEAN-1\n".utf8)
    private static let stateLength = 16
    /// How many are kept.
    static let most = 2_000_000

    /// Creates a record of these states.
    init(key: String, states: some Sequence<FileState> = []) {
        self.key = key
        self.states = states.sorted()
    }

    var count: Int { states.count }

    /// Whether a file in this state was found clean.
    func contains(_ state: FileState) -> Bool {
        var (low, high) = (0, states.count)
        while low < high {
            let middle = (low + high) / 2
            if states[middle] < state { low = middle + 1 } else { high = middle }
        }
        return low < states.count && states[low] == state
    }

    /// Both, for the next scan to go on where this one ended.
    func union(_ more: [FileState]) -> CleanFiles { CleanFiles(key: key, states: Set(states).union(more)) }

    /// Reads what was kept at a path; nothing is known when it was kept under another key, or is damaged.
    static func read(_ path: String, key: String) -> CleanFiles {
        let start = mark + keyBytes(key)
        guard let bytes = Files.read(path, longest: start.count + most * stateLength), bytes.starts(with: start),
            (bytes.count - start.count).isMultiple(of: stateLength)
        else { return CleanFiles(key: key) }
        let states = stride(from: start.count, to: bytes.count, by: stateLength)
            .map { FileState(bytes: bytes[$0..<($0 + stateLength)]) }
        return CleanFiles(key: key, states: states)
    }

    /// Keeps them at a path.
    func write(_ path: String) throws(ApplianceError) {
        var bytes = Self.mark + Self.keyBytes(key)
        bytes.reserveCapacity(bytes.count + states.count * Self.stateLength)
        for state in states.prefix(Self.most) { bytes += state.bytes }
        try Files.replace(path, with: bytes)
    }

    private static func keyBytes(_ key: String) -> [UInt8] { Array(SHA256.hash(data: Data(key.utf8))) }
}
