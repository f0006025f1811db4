import PacketPolicy

/// What the desk answers to a request: the page, whatever was asked for.
///
/// The status is 511, which RFC 6585 has for this: no program takes the page for what it wanted, and browsers show it. Of
/// what systems ask to find out whether somebody intercepts them, some understand only a redirection; these are led to
/// the page's own address.
struct DeskAnswer {
    /// The longest head of a request that is read, in bytes.
    static let longestRequest = 8 << 10

    /// Names of which systems ask for a page they know, to see whether they get it.
    private static let probes: Set<String> = [
        "www.msftconnecttest.com", "www.msftncsi.com", "captive.apple.com", "detectportal.firefox.com",
        "connectivitycheck.gstatic.com", "www.gstatic.com", "clients3.google.com", "nmcheck.gnome.org",
        "connectivity-check.ubuntu.com", "network-test.debian.org",
    ]

    /// Whether the head of a request is complete.
    static func isComplete(_ untrustedHead: String) -> Bool {
        untrustedHead.contains("\r\n\r\n") || untrustedHead.contains("\n\n")
    }

    /// The whole answer, after which the connection ends.
    static func bytes(toUntrusted head: String, page: String) -> [UInt8] {
        let lines = head.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        let isHead = lines.first?.hasPrefix("HEAD ") ?? false
        let isProbe = host(lines).map { probes.contains($0) } ?? false
        let body = isProbe ? "" : page
        let fields =
            (isProbe
                ? ["HTTP/1.1 302 Found", "Location: http://\(NoticeDesk.address)/"]
                : ["HTTP/1.1 511 Network Authentication Required", "Content-Type: text/html; charset=utf-8"])
            + [
                "Content-Length: \(body.utf8.count)", "Cache-Control: no-store", "Connection: close",
                "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
                "X-Content-Type-Options: nosniff", "", "",
            ]
        return Array((fields.joined(separator: "\r\n") + (isHead ? "" : body)).utf8)
    }

    private static func host(_ lines: [Substring]) -> String? {
        for line in lines.dropFirst() {
            let field = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard field.count >= 2, field[0].lowercased() == "host" else { continue }
            return field[1].filter { $0 != " " && $0 != "\t" }.lowercased()
        }
        return nil
    }
}
