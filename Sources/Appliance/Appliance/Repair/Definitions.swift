import ApplianceLink
import Glibc
import NIOPosix

/// Renews the virus definitions: fetched, checked, loaded once as a test, and only then taken.
struct Definitions: Sendable {
    let store: EditionStore
    let fetcher: Fetcher
    private static let endings = ["ndb", "hdb", "hsb", "ldb", "mdb", "msb", "cvd", "cld", "cud", "yar", "yara"]
    private static let largest = 1 << 30

    /// Takes an edition, or keeps the former one and says why.
    func update(_ order: Download, unless abandonment: Abandonment) async throws(ApplianceError) {
        let ending = order.url.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard Self.endings.contains(ending) else { throw .invalidOrder("no ClamAV database: \(order.url)") }
        let draft = try store.draft()
        let file = "\(draft)/sekisho.\(ending)"
        try await fetcher.fetch(order, to: file, largest: Self.largest, unless: abandonment)
        try await test(file, unless: abandonment)
        try store.adopt(.init(version: order.version, date: order.date))
    }

    /// Loads the database as a scan of an empty file would.
    private func test(_ file: String, unless abandonment: Abandonment) async throws(ApplianceError) {
        let probe = "/tmp/definitions-probe"
        try Files.replace(probe, with: [0x30])
        let command = Command("/usr/bin/clamscan", ["--no-summary", "--database=\(file)", probe], timeoutSeconds: 900)
        let outcome = try await command.run(on: fetcher.threads, unless: abandonment)
        guard outcome.succeeded else { throw .wrongContent("the database does not load: \(outcome.reason)") }
    }
}
