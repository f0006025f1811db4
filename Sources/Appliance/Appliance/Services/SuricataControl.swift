import Glibc
import Suricata

/// Suricata's command socket; blocking.
struct SuricataControl {
    let path: String

    /// Whether Suricata takes a command and answers it in time.
    func answers(withinMilliseconds patience: Int32) -> Bool {
        guard let socket = try? connect(patience) else { return false }
        defer { close(socket) }
        guard (try? greet(socket, patience)) != nil else { return false }
        return (try? ask("uptime", socket, patience))?.contains(Self.good) ?? false
    }

    /// What an interface has counted; nil when Suricata does not answer in time, or has no such interface.
    func tally(of interface: String, withinMilliseconds patience: Int32) -> CaptureTally? {
        guard let socket = try? connect(patience) else { return nil }
        defer { close(socket) }
        guard (try? greet(socket, patience)) != nil else { return nil }
        let question = #"{"command":"iface-stat","arguments":{"iface":"\#(interface)"}}"#
        return (try? exchange(question, socket, patience)).flatMap { CaptureTally(untrustedAnswer: $0) }
    }

    /// Reads the rules again without a gap in the watch, and while other commands are answered.
    ///
    /// Maps to `ruleset-reload-nonblocking`; the time of the last reload tells when it is done.
    func reload() throws(ApplianceError) {
        let socket = try connect()
        defer { close(socket) }
        try greet(socket)
        let before = try ask("ruleset-reload-time", socket)
        let answer = try ask("ruleset-reload-nonblocking", socket)
        guard answer.contains(Self.good) else { throw .failed("Suricata answers \(answer.prefix(200))") }
        for _ in 0..<Self.greatestLooks {
            if try ask("ruleset-reload-time", socket) != before { return }
            poll(nil, 0, Self.pause)
        }
        throw .failed("Suricata has not finished reading the rules")
    }

    private static let good = "\"OK\""
    /// Milliseconds between two looks, and how many there are: ten minutes.
    private static let pause: Int32 = 250
    private static let greatestLooks = 2400

    private func greet(_ socket: Int32, _ patience: Int32 = 120_000) throws(ApplianceError) {
        _ = try exchange(#"{"version":"0.2"}"#, socket, patience)
    }

    private func ask(
        _ command: String,
        _ socket: Int32,
        _ patience: Int32 = 120_000
    ) throws(ApplianceError) -> String {
        try exchange("{\"command\":\"\(command)\"}", socket, patience)
    }

    /// A Suricata that hangs takes no connections, and the kernel lets few wait: connecting has its limit of time too.
    private func connect(_ patience: Int32 = 120_000) throws(ApplianceError) -> Int32 {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard socket >= 0, path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .failed("no socket \(path)")
        }
        var limit = timeval(tv_sec: Int(patience / 1000), tv_usec: Int(patience % 1000) * 1000)
        setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else {
            close(socket)
            throw .failed("\(path) does not answer: errno \(errno)")
        }
        return socket
    }

    private func exchange(
        _ command: String,
        _ socket: Int32,
        _ patience: Int32
    ) throws(ApplianceError) -> String {
        let line = Array((command + "\n").utf8)
        guard send(socket, line, line.count, Int32(MSG_NOSIGNAL)) == line.count else {
            throw .failed("Suricata takes no command: errno \(errno)")
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, patience) > 0 else { throw .failed("Suricata does not answer") }
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { throw .failed("Suricata has hung up") }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
