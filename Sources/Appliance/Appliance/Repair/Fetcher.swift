import ApplianceLink
import Glibc
import NIOPosix

/// Fetches files by HTTP with curl, and believes them only by their checksum.
struct Fetcher: Sendable {
    let threads: NIOThreadPool
    /// The proxy to go through; nil for none.
    var proxy: String?
    /// The branch's cache, asked first for what is ordered by checksum; nil for none.
    var shared: String?

    /// Fetches a URL into a file.
    ///
    /// - Parameter continues: goes on behind what is in the file already, if the server can (RFC 9110 14.2).
    func fetch(
        _ url: String,
        to path: String,
        largest: Int,
        continues: Bool = false,
        unless abandonment: Abandonment? = nil
    ) async throws(ApplianceError) {
        guard Self.isAcceptable(url) else { throw .invalidOrder("not a URL that we fetch: \(url.prefix(200))") }
        let route = proxy.map { ["--proxy", $0] } ?? ["--noproxy", "*"]
        let arguments =
            [
                "-q", "-fsSL", "--proto", "=http,https", "--max-redirs", "3", "--connect-timeout", "20", "--retry", "3",
                "--retry-connrefused", "--retry-delay", "1", "--speed-time", "60", "--speed-limit", "1",
                "--max-filesize", String(largest), "-o", path,
            ] + (continues ? ["--continue-at", "-"] : []) + route + ["--", url]
        let outcome = try await Command("/usr/bin/curl", arguments, timeoutSeconds: 3600)
            .run(on: threads, unless: abandonment)
        if abandonment?.isRequested == true { throw .cancelled }
        guard outcome.succeeded else { throw .failed("\(url) was not fetched: \(outcome.reason)") }
    }

    /// Fetches what was ordered and refuses anything else; goes on with what an earlier attempt has left.
    func fetch(
        _ order: Download,
        to path: String,
        largest: Int,
        unless abandonment: Abandonment
    ) async throws(ApplianceError) {
        guard order.sha256.utf8.count == 64 else { throw .invalidOrder("no SHA-256") }
        let wanted = order.sha256.lowercased()
        if FileDigest.sha256(of: path) == wanted { return }
        if try await fetchShared(order.url, wanted, to: path, largest: largest, unless: abandonment) { return }
        if access(path, F_OK) == 0 {
            let resumed: Void? = try? await fetch(
                order.url,
                to: path,
                largest: largest,
                continues: true,
                unless: abandonment
            )
            if abandonment.isRequested { throw .cancelled }
            if resumed != nil, FileDigest.sha256(of: path) == wanted { return }
            unlink(path)
        }
        try await fetch(order.url, to: path, largest: largest, unless: abandonment)
        guard FileDigest.sha256(of: path) == wanted else {
            unlink(path)
            throw .wrongContent("\(order.url) has another checksum than ordered")
        }
    }

    /// Whether the branch's cache had the file. It is believed by the checksum alone, and each edition has its own place there.
    private func fetchShared(
        _ url: String,
        _ wanted: String,
        to path: String,
        largest: Int,
        unless abandonment: Abandonment
    ) async throws(ApplianceError) -> Bool {
        guard let shared, access(path, F_OK) != 0 else { return false }
        let place = "\(url)\(url.contains("?") ? "&" : "?")sha256=\(wanted)"
        let through = Fetcher(threads: threads, proxy: shared)
        let fetched: Void? = try? await through.fetch(place, to: path, largest: largest, unless: abandonment)
        if abandonment.isRequested { throw .cancelled }
        if fetched != nil, FileDigest.sha256(of: path) == wanted { return true }
        unlink(path)
        return false
    }

    /// Plain http and https URLs without anything that a program might take for more than a URL.
    static func isAcceptable(_ url: String) -> Bool {
        guard url.hasPrefix("http://") || url.hasPrefix("https://"), url.utf8.count <= 2048 else { return false }
        return url.utf8.allSatisfy { (0x21...0x7E).contains($0) && !Array("\"<>\\^`{|}[]".utf8).contains($0) }
    }
}
