import FoundationEssentials
import Glibc

/// The chassis process of this PC, seen by an engine that is still root.
struct ChassisProcess {
    let socket: String
    let config: String

    /// Starts it unless it listens already, and waits until it does.
    func ensure(besides program: String) throws {
        if isListening { return }
        let chassis = program.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/sekisho-chassis"
        try start(chassis)
        for _ in 0..<100 where !isListening { usleep(100_000) }
        guard isListening else {
            throw ConfigurationError(path: socket, problem: "\(chassis) does not listen there; see what it said above.")
        }
    }

    /// In a session of its own: it outlives the engine.
    private func start(_ chassis: String) throws {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let command: [String] = ["/usr/bin/setsid", chassis, "--config", config]
        var words = command.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        let code = posix_spawn(&process, "/usr/bin/setsid", nil, &attributes, &words, environ)
        guard code == 0 else {
            throw ConfigurationError(path: chassis, problem: "it cannot be run: \(String(cString: strerror(code)))")
        }
    }

    private var isListening: Bool {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array(socket.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
            }
        }
    }
}
