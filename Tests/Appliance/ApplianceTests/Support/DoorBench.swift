import Glibc
import Logging
import NIOPosix
import Testing

@testable import Appliance

/// A door with the real nginx behind it, as the appliance runs it, and a web server in the place of the package cache.
///
/// The web server has its files as the cache is asked for them: the host first. So it would give whatever host and path the
/// door let through.
final class DoorBench: Sendable {
    /// Only root can give its rights up, as what serves at the door must.
    static let isPossible = geteuid() == 0

    let web: WebServer
    let door: CacheDoor
    private let threads = NIOThreadPool(numberOfThreads: 2)

    /// Over a web server's files, or over another cache.
    init(_ web: WebServer, cache: Listener? = nil) throws {
        self.web = web
        var layout = Layout()
        layout.run = web.folder
        layout.cacheAddress = cache?.description ?? String(web.url.dropFirst("http://".count))
        layout.door = Listener(host: "127.21.5.1", port: Int(try WebServer.freePort()))
        door = CacheDoor(layout: layout)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    /// Keeps what serves at the door running meanwhile.
    func serving(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let program = SupervisedProgram.door(
            door,
            threads,
            ServiceStates(),
            Logger(label: "door") { _ in SwiftLogNoOpLogHandler() }
        )
        try await withThrowingTaskGroup { group in
            group.addTask { try await program.run() }
            // Its server is no task: it ends when it is told.
            defer {
                group.cancelAll()
                door.forget()
            }
            try await work()
        }
    }

    /// Puts a file where the cache has it.
    func publish(_ path: String, _ content: String) throws {
        let folder = "\(web.files)/\(path)".split(separator: "/").dropLast().joined(separator: "/")
        try #require(try Command("/bin/mkdir", ["-p", "/\(folder)"]).runHere().succeeded)
        try web.publish(path, content.utf8)
    }

    /// What the door gives to who uses it as a proxy.
    func fetch(_ url: String, _ options: [String] = []) throws -> String {
        let proxy = ["-sS", "-f", "-q", "-m", "30", "--path-as-is", "--proxy", "http://\(door.layout.door)"]
        return try Command("/usr/bin/curl", proxy + options + ["--", url]).runHere().output
    }

    /// The status that answers a request line of any form.
    func status(_ method: String, _ target: String, _ options: [String] = []) throws -> Int? {
        let words = [
            "-sS", "-q", "-m", "30", "-o", "/dev/null", "-w", "%{http_code}", "-X", method, "--request-target", target,
        ]
        return Int(try Command("/usr/bin/curl", words + options + ["http://\(door.layout.door)/"]).runHere().output)
    }

    /// The first lines of all that comes back on one connection to which these octets are sent at once.
    func statusLines(_ request: String) throws -> [Substring] {
        let program = """
            import re, socket, sys
            wire = socket.create_connection(("\(door.layout.door.host)", \(door.layout.door.port)), 30)
            wire.sendall(sys.argv[1].encode())
            answer = b""
            while piece := wire.recv(4096): answer += piece
            print(b"\\n".join(re.findall(rb"HTTP/1.1 [0-9]+", answer)).decode())
            """
        return try Command("/usr/bin/python3", ["-c", program, request]).runHere().output.split(separator: "\n")
    }
}
