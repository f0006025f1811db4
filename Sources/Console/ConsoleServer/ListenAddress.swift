import Foundation
import HummingbirdCore

/// Where a server listens: `HOST:PORT`, `[IPv6]:PORT` or `unix:/path`.
public struct ListenAddress: Sendable, Hashable {
    private enum Kind: Hashable {
        case socket(path: String)
        case internet(host: String, port: Int)
    }

    private let kind: Kind

    /// Reads the text form; nothing when it is neither of the forms.
    public init?(_ untrustedText: String) {
        if untrustedText.hasPrefix("unix:") {
            let path = String(untrustedText.dropFirst(5))
            guard path.hasPrefix("/"), path.utf8.count < 108 else { return nil }
            kind = .socket(path: path)
            return
        }
        guard let colon = untrustedText.lastIndex(of: ":") else { return nil }
        let host = untrustedText[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        guard !host.isEmpty, let port = UInt16(untrustedText[untrustedText.index(after: colon)...]) else { return nil }
        kind = .internet(host: host, port: Int(port))
    }

    /// Where the console listens unless told otherwise.
    public static let everyday = ListenAddress(.internet(host: "127.0.0.1", port: 8443))
    /// Where its content is offered unless told otherwise.
    public static let everydayContent = ListenAddress(.internet(host: "127.0.0.1", port: 8080))

    private init(_ kind: Kind) {
        self.kind = kind
    }

    /// As Hummingbird wants it.
    var bindAddress: BindAddress {
        switch kind {
        case .socket(let path): .unixDomainSocket(path: path)
        case .internet(let host, let port): .hostname(host, port: port)
        }
    }

    /// Removes the socket that an earlier run left behind.
    func clear() {
        guard case .socket(let path) = kind else { return }
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        if attributes?[.type] as? FileAttributeType == .typeSocket { try? FileManager.default.removeItem(atPath: path) }
    }
}

extension ListenAddress: CustomStringConvertible {
    public var description: String {
        switch kind {
        case .socket(let path): "unix:\(path)"
        case .internet(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}
