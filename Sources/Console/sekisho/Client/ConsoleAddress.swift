/// Where a console is: `https://HOST:PORT` or `unix:/path`.
struct ConsoleAddress: Hashable, Sendable {
    /// The way to it.
    enum Way: Hashable, Sendable {
        case internet(host: String, port: Int)
        case socket(path: String)
    }

    let way: Way
    let text: String

    /// Reads the text form.
    init(_ untrustedText: String) throws {
        text = untrustedText
        if untrustedText.hasPrefix("unix:/") {
            way = .socket(path: String(untrustedText.dropFirst(5)))
            return
        }
        guard untrustedText.hasPrefix("https://") else { throw CommandError.notAnAddress(untrustedText) }
        var rest = untrustedText.dropFirst(8)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        guard !rest.isEmpty, !rest.contains("/") else { throw CommandError.notAnAddress(untrustedText) }
        let colon = rest.lastIndex(of: ":").flatMap { rest[$0...].contains("]") ? nil : $0 }
        let port = colon.map { UInt16(rest[rest.index(after: $0)...]) } ?? 443
        guard let port else { throw CommandError.notAnAddress(untrustedText) }
        let host = rest[..<(colon ?? rest.endIndex)].filter { $0 != "[" && $0 != "]" }
        way = .internet(host: String(host), port: Int(port))
    }

    /// The host, as certificates and the `Host` header name it.
    var host: String {
        switch way {
        case .internet(let host, _): host
        case .socket: "localhost"
        }
    }

    /// The `Host` header.
    var hostHeader: String {
        switch way {
        case .internet(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .socket: "localhost"
        }
    }
}
