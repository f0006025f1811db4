import FoundationEssentials
import Glibc
import Testing

@testable import Appliance

/// A web server that can give parts of files, in a folder that is gone afterwards.
final class WebServer: Sendable {
    let folder: String
    /// What is served.
    let files: String
    let url: String
    private let server: ChildProcess

    /// At a port of its own, or at an address that nobody else uses.
    init(at own: String? = nil) throws {
        folder = "/tmp/appliance-web-\(UUID().uuidString)"
        files = folder + "/www"
        for path in [folder, files] { try #require(mkdir(path, 0o755) == 0) }
        let address = try own ?? "127.21.5.1:\(Self.freePort())"
        url = "http://\(address)"
        server = try ChildProcess("/bin/busybox", ["httpd", "-f", "-p", address, "-h", files])
    }

    deinit {
        kill(server.processID, SIGKILL)
        _ = server.wait()
        _ = try? Command("/bin/rm", ["-rf", folder]).runHere()
    }

    /// Puts a file onto the server.
    func publish(_ name: String, _ content: some Sequence<UInt8>) throws {
        try Files.replace("\(files)/\(name)", with: content)
    }

    /// A port that nobody has at the moment.
    static func freePort() throws -> UInt16 {
        let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(probe) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.21.5.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(probe, $0, length) == 0 && getsockname(probe, $0, &length) == 0
            }
        }
        try #require(isBound)
        return UInt16(bigEndian: address.sin_port)
    }
}
