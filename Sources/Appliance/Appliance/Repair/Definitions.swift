import ApplianceLink
import Glibc
import Inventory
import NIOPosix

/// Renews the virus definitions: fetched, checked, loaded once as a test, and only then taken.
struct Definitions: Sendable {
    let store: EditionStore
    let fetcher: Fetcher
    let publisher: Publisher
    /// ClamAV's own forms, signed databases among them, and rules of YARA, which clamd loads beside them.
    private static let endings = [
        "ndb", "hdb", "hsb", "ldb", "mdb", "msb", "cvd", "cld", "cud", "yar", "yara",
    ]
    private static let largest = 1 << 30

    /// Takes an edition, or keeps the former one and says why.
    func update(_ order: Download, unless abandonment: Abandonment) async throws(ApplianceError) {
        let ending = order.url.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let isArchive = order.url.hasSuffix(".tar") || order.url.hasSuffix(".tar.gz")
        guard isArchive || Self.endings.contains(ending) else {
            throw .invalidOrder("no ClamAV database: \(order.url)")
        }
        try publisher.check(order, for: .definitions)
        let draft = try store.draft(for: order.sha256)
        let file = "\(draft)/sekisho.\(isArchive ? "tar" : ending)"
        try await fetcher.fetch(order, to: file, largest: Self.largest, unless: abandonment)
        if isArchive { try await unpack(file, in: draft, unless: abandonment) }
        try await test(draft, unless: abandonment)
        try store.adopt(.init(version: order.version, date: order.date))
    }

    /// Takes databases and rules out of an archive, by their names alone, and forgets the rest.
    private func unpack(_ archive: String, in draft: String, unless abandonment: Abandonment)
        async throws(ApplianceError)
    {
        let patterns = Self.endings.map { "*.\($0)" }
        let unpack = Command(
            "/usr/bin/tar",
            [
                "--extract", "--auto-compress", "--file=\(archive)", "--directory=\(draft)", "--no-same-owner",
                "--no-same-permissions", "--wildcards", "--transform=s:.*/::", "--exclude=.*",
            ] + patterns,
            timeoutSeconds: 600
        )
        // tar fails for each pattern that matches nothing, so what counts is what came out.
        _ = try await unpack.run(on: fetcher.threads, unless: abandonment)
        let found = Files.names(in: draft).filter { name in Self.endings.contains { name.hasSuffix(".\($0)") } }
        guard !found.isEmpty else { throw .wrongContent("there is no database in the archive") }
        unlink(archive)
    }

    /// Loads the databases as a scan of an empty file would.
    private func test(_ draft: String, unless abandonment: Abandonment) async throws(ApplianceError) {
        // Loaded once here, and not beside a scan: the appliance does one long work at a time.
        if let reason = DatabaseRoom(folder: draft).refusal(in: .now) { throw .failed(reason) }
        let probe = "\(draft)/order"
        let command = Command(
            "/usr/bin/clamscan",
            ["--no-summary", "--database=\(draft)", probe],
            timeoutSeconds: 900
        )
        let outcome = try await command.run(on: fetcher.threads, unless: abandonment)
        if abandonment.isRequested { throw .cancelled }
        guard outcome.succeeded, !outcome.output.contains("cli_loadyara: failed") else {
            throw .wrongContent("the database does not load: \(outcome.reason)")
        }
    }
}
