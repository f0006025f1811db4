package import Inventory
package import VirtualPC

/// The sockets of the user OS and whose they are, as `ss` tells it.
package struct SocketTable: Sendable {
    private struct Socket {
        let isConnecting: Bool
        let local: Substring
        let peer: Substring
        let owner: String
    }

    /// Lists all sockets with numbers and processes.
    package static let command = GuestCommand(
        path: "/usr/bin/ss",
        arguments: ["-H", "-t", "-u", "-n", "-a", "-p"],
        outputLimit: 256 << 10,
        deadline: .seconds(10)
    )

    private let sockets: [Socket]

    /// Reads the listing; lines that are none, or that name no process, are skipped.
    package init(untrustedListing: String) {
        sockets = untrustedListing.split(separator: "\n").prefix(4096).compactMap { line in
            let words = line.split(separator: " ", omittingEmptySubsequences: true)
            guard words.count >= 7, let owner = Self.owner(words[6]) else { return nil }
            return Socket(isConnecting: words[1] == "SYN-SENT", local: words[4], peer: words[5], owner: owner)
        }
    }

    /// The program behind a finding: the socket with both its ends, else that with one, else, for a worm, whoever is
    /// trying to connect most often.
    package func owner(of finding: Finding) -> String? {
        let match =
            sockets.first { $0.local == finding.source && $0.peer == finding.destination }
            ?? sockets.first { $0.local == finding.source || $0.peer == finding.destination }
        if let match { return match.owner }
        guard finding.kind == .worm || finding.kind == .portScan else { return nil }
        let counts = Dictionary(grouping: sockets.filter(\.isConnecting), by: \.owner).mapValues(\.count)
        return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }

    /// `users:(("curl",pid=123,fd=5))` is curl, process 123.
    private static func owner(_ untrustedWord: Substring) -> String? {
        guard untrustedWord.hasPrefix("users:((\"") else { return nil }
        let rest = untrustedWord.dropFirst("users:((\"".count)
        let name = rest.prefix { $0 != "\"" }.prefix(64)
        guard !name.isEmpty, let start = rest.firstRange(of: "pid=")?.upperBound else { return nil }
        return "\(name) (process \(rest[start...].prefix { $0.isNumber }.prefix(10)))"
    }
}
