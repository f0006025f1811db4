import Foundation
import Testing

@testable import Appliance

@Suite(
    "The door of the package cache",
    .enabled(if: DoorBench.isPossible, "only root can give rights up"),
    .timeLimit(.minutes(3))
)
struct CacheDoorTests {
    private let bench: DoorBench

    init() throws {
        bench = try DoorBench(WebServer())
        for host in ["repo.lan", "evil.lan"] {
            for path in ["debian/pool/a_1.deb", "debian/pool/g++_1~2.deb", "secret", "debianx/a"] {
                try bench.publish("\(host)/\(path)", "\(host) has \(path)")
            }
        }
    }

    /// Works at a door that is open to one repository.
    private func atDoor(_ work: @escaping @Sendable () throws -> Void) async throws {
        try await bench.serving { [bench] () async throws in
            try await bench.door.open(to: ["http://repo.lan/debian bookworm main"])
            try work()
        }
    }

    @Test("gives what lies in an ordered repository, in whatever way its name is written")
    func ordered() async throws {
        try await atDoor { [bench] () throws in
            for url in [
                "pool/a_1.deb", "./pool/a_1.deb", "pool//a_1.deb", "pool/../pool/%61_1.deb", "pool/a_1.deb?1,2",
            ] {
                #expect(try bench.fetch("http://repo.lan/debian/\(url)") == "repo.lan has debian/pool/a_1.deb")
            }
            #expect(try bench.fetch("http://REPO.lan/debian/pool/g%2b%2b_1%7e2.deb").hasSuffix("g++_1~2.deb"))
            #expect(try bench.fetch("http://repo.lan/debian/pool/a_1.deb", ["--range", "0-3"]) == "repo")
        }
    }

    @Test("refuses every other host, path and method, however they are written")
    func refused() async throws {
        try await atDoor { [bench] () throws in
            #expect(try bench.status("GET", "http://repo.lan/debian/pool/a_1.deb") == 200)
            for (method, target) in Self.unlawful {
                let status = try #require(try bench.status(method, target))
                #expect((400..<500).contains(status) && status != 404, "\(status) for \(method) \(target)")
            }
        }
    }

    private static let unlawful = [
        ("GET", "http://evil.lan/debian/pool/a_1.deb"), ("GET", "http://127.0.0.1:3142/debian/pool/a_1.deb"),
        ("GET", "http://repo.lan@evil.lan/debian/pool/a_1.deb"),
        ("GET", "http://repo.lan.evil.lan/debian/pool/a_1.deb"),
        ("GET", "http://user@repo.lan/debian/pool/a_1.deb"),
        ("GET", "http://evil.lan#repo.lan/debian/pool/a_1.deb"),
        ("GET", "http://repo.lan/"), ("GET", "http://repo.lan/secret"), ("GET", "http://repo.lan/debianx/a"),
        ("GET", "http://repo.lan/DEBIAN/pool/a_1.deb"), ("GET", "http://repo.lan/debian/../secret"),
        ("GET", "http://repo.lan/debian/%2e%2e/secret"), ("GET", "http://repo.lan/debian/.%2E/secret"),
        ("GET", "http://repo.lan/debian/..%2fsecret"), ("GET", "http://repo.lan/debian/%252e%252e/secret"),
        ("GET", "http://repo.lan/debian/%25252e%25252e/secret"), ("GET", "http://repo.lan/debian/..\\secret"),
        ("GET", "http://repo.lan/debian/..%5csecret"), ("GET", "http://repo.lan/debian/%c0%ae%c0%ae/secret"),
        ("GET", "http://repo.lan/debian/../../evil.lan/secret"), ("GET", "http://repo.lan/debian/pool/a_1.deb%00"),
        ("GET", "http://repo.lan/debian/pool/a_1.deb?/../../secret"), ("GET", "http://repo.lan/debian/pool?%2e%2e"),
        ("GET", "/evil.lan/debian/pool/a_1.deb"), ("GET", "//evil.lan/secret"), ("GET", "/acng-report.html"),
        ("GET", "*"),
        ("CONNECT", "evil.lan:443"), ("CONNECT", "repo.lan:80"), ("CONNECT", "http://repo.lan/debian/pool/a_1.deb"),
        ("POST", "http://repo.lan/debian/pool/a_1.deb"), ("PUT", "http://repo.lan/debian/pool/a_1.deb"),
        ("DELETE", "http://repo.lan/debian/pool/a_1.deb"), ("OPTIONS", "http://repo.lan/debian/pool/a_1.deb"),
    ]

    @Test("goes by the URL, and lets no head and no port name another host")
    func heads() async throws {
        try await atDoor { [bench] () throws in
            let url = "http://repo.lan/debian/pool/a_1.deb"
            #expect(try bench.fetch(url, ["-H", "Host: evil.lan"]) == "repo.lan has debian/pool/a_1.deb")
            #expect(try bench.fetch("http://repo.lan:22/debian/pool/a_1.deb") == "repo.lan has debian/pool/a_1.deb")
            #expect(try bench.status("GET", "http://evil.lan/debian/pool/a_1.deb", ["-H", "Host: repo.lan"]) == 403)
            #expect(try bench.status("GET", "/debian/pool/a_1.deb", ["-H", "Host: evil.lan"]) == 403)
        }
    }

    @Test("judges each request of a connection by itself, and takes none for part of another")
    func smuggling() async throws {
        try await atDoor { [bench] () throws in
            let good = "GET http://repo.lan/debian/pool/a_1.deb HTTP/1.1\r\nHost: repo.lan\r\n"
            let evil = "GET http://evil.lan/secret HTTP/1.1\r\nHost: evil.lan\r\nConnection: close\r\n\r\n"
            #expect(try bench.statusLines(good + "\r\n" + evil) == ["HTTP/1.1 200", "HTTP/1.1 403"])
            let long = "Content-Length: \(evil.utf8.count)\r\n\r\n"
            #expect(try bench.statusLines(good + long + evil) == ["HTTP/1.1 413"])
            #expect(try bench.statusLines(good + "Transfer-Encoding: chunked\r\n\r\n" + evil) == ["HTTP/1.1 400"])
        }
    }

    @Test("is closed before any order and after it, and open to the last order alone")
    func orders() async throws {
        let bench = bench
        try await bench.serving { () async throws in
            #expect(await !bench.door.layout.door.answers())
            try await bench.door.open(to: ["http://repo.lan/debian"])
            #expect(try bench.status("GET", "http://repo.lan/debian/pool/a_1.deb") == 200)
            try await bench.door.open(to: ["http://evil.lan/"])
            #expect(try bench.status("GET", "http://repo.lan/debian/pool/a_1.deb") == 403)
            #expect(try bench.status("GET", "http://evil.lan/secret") == 200)
            await #expect(throws: ApplianceError.self) { try await bench.door.open(to: ["http://a/", "file:///etc"]) }
            #expect(try bench.status("GET", "http://evil.lan/secret") == 200)
            try await bench.door.open(to: [])
            #expect(await !bench.door.layout.door.answers())
            #expect(!Files.exists(bench.door.layout.doorRules))
        }
    }

    @Test("takes the longest of orders")
    func longest() async throws {
        let bench = bench
        let label = String(repeating: "a", count: 63)
        let order = (10..<26).map { "http://\($0).\(label).\(label).\(label).lan:8080/\(label)/\(label)/" }
        try await bench.serving { () async throws in
            try await bench.door.open(to: order)
            #expect(try bench.status("GET", order[15] + "x") == 404, "it is asked for, and the cache has none")
        }
    }

    @Test("asks the real package cache, which fetches what was ordered and listens to nobody else")
    func cache() async throws {
        // The cache listens at no port above 32767, where the free ones are, and fetches from none: so this has an address
        // to itself.
        let number = getpid()
        let host = "127.\(64 + (number >> 16 & 63)).\(number >> 8 & 255).\(number & 255)"
        let (web, cache) = (try WebServer(at: "\(host):8080"), Listener(host: host, port: 3142))
        let cacher = try ChildProcess("/usr/sbin/apt-cacher-ng", ["-c", try Self.configure(cache, in: web.folder)])
        defer {
            kill(cacher.processID, SIGKILL)
            _ = cacher.wait()
        }
        let bench = try DoorBench(web, cache: cache)
        try bench.publish("debian/pool/g++_1~2.deb", "of the repository")
        try bench.publish("secret_1.deb", "beside it")
        while await !cache.answers() { try Task.checkCancellation() }
        try await bench.serving { () async throws in
            try await bench.door.open(to: ["\(web.url)/debian bookworm main"])
            #expect(try bench.fetch("\(web.url)/debian/pool/g%2b%2b_1%7e2.deb") == "of the repository")
            #expect(try bench.status("GET", "\(web.url)/secret_1.deb") == 403)
        }
        let direct = ["-sS", "-q", "-m", "30", "--proxy", "http://\(cache)", "\(web.url)/secret_1.deb"]
        #expect(try Command("/usr/bin/curl", direct).runHere().output == "beside it", "the cache alone would give it")
        #expect(Files.text(Self.deployed).split(separator: "\n").contains("BindAddress: 127.0.0.1"))
    }

    private static let deployed = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../deploy/appliance/rootfs/etc/sekisho/apt-cacher-ng/acng.conf").standardized.path

    /// The appliance's own configuration of the cache, at another place.
    private static func configure(_ cache: Listener, in folder: String) throws -> String {
        let configuration = "\(folder)/acng"
        try #require(try Command("/bin/mkdir", [configuration]).runHere().succeeded)
        let text = Files.text(deployed).replacing("/var/lib/sekisho", with: folder)
            .replacing("/var/log/apt-cacher-ng", with: folder).replacing("/run/apt-cacher-ng", with: folder)
            .replacing("BindAddress: 127.0.0.1", with: "BindAddress: \(cache.host)")
        try Files.replace("\(configuration)/acng.conf", with: text.utf8)
        return configuration
    }
}
