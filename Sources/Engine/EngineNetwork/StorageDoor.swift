import ObjectManager
import AccessControl
import FoundationEssentials
import ManagementEngine
import NVRAM

/// The part of the management port under `/amt-storage/`: files that an administrator keeps on the board.
struct StorageDoor: Sendable {
    static let prefix = "/amt-storage/"

    let storage: WebStorage
    let server: String

    /// The page that stands in for the engine's own, where an administrator has stored one.
    func index() async -> HTTPReply? {
        guard let file = try? await storage.file(at: "index.htm") else { return nil }
        return reply(file)
    }

    func answer(_ request: HTTPRequest, _ caller: Caller) async -> HTTPReply {
        let path = String(request.untrustedPath.dropFirst(Self.prefix.count))
        do {
            switch request.method {
            case "GET" where path.isEmpty, "HEAD" where path.isEmpty:
                return .content(try await storage.listing(for: caller), type: "application/json", server: server)
            case "GET", "HEAD": return reply(try await storage.file(at: path))
            case "PUT":
                let isPiece = request.untrustedQuery.hasPrefix("append=")
                try await storage.put(request.untrustedBody, at: path, isPiece: isPiece)
            case "DELETE": try await storage.delete(path)
            default: return .refusal("405 Method Not Allowed", server: server)
            }
            return .content([], server: server)
        } catch let refusal as WebStorage.Refusal {
            return .refusal(refusal.status, server: server)
        } catch {
            return .refusal("500 Internal Server Error", server: server)
        }
    }

    private func reply(_ file: WebFile) -> HTTPReply {
        let type = file.headers["Content-Type"] ?? "application/octet-stream"
        let others = file.headers.filter { $0.key != "Content-Type" }.sorted { $0.key < $1.key }
        return .content(file.body, type: type, server: server, headers: others.map { ($0.key, $0.value) })
    }
}

extension WebStorage.Refusal {
    fileprivate var status: String {
        switch self {
        case .malformed: "400 Bad Request"
        case .unknown: "404 Not Found"
        case .full: "507 Insufficient Storage"
        }
    }
}
