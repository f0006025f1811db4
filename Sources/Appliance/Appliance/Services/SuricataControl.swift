import Glibc

/// Suricata's command socket; blocking.
struct SuricataControl {
    let path: String

    /// Reads the rules again without a gap in the watch. Maps to the command `reload-rules`.
    func reload() throws(ApplianceError) {
        let socket = try connect()
        defer { close(socket) }
        _ = try ask(#"{"version":"0.2"}"#, socket)
        let answer = try ask(#"{"command":"reload-rules"}"#, socket)
        guard answer.contains("\"OK\"") else { throw .failed("Suricata answers \(answer.prefix(200))") }
    }

    private func connect() throws(ApplianceError) -> Int32 {
        let socket = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard socket >= 0, path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
            throw .failed("no socket \(path)")
        }
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

    private func ask(_ command: String, _ socket: Int32) throws(ApplianceError) -> String {
        let line = Array((command + "\n").utf8)
        guard send(socket, line, line.count, Int32(MSG_NOSIGNAL)) == line.count else {
            throw .failed("Suricata takes no command: errno \(errno)")
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        var waiting = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        guard poll(&waiting, 1, 120_000) > 0 else { throw .failed("Suricata does not answer") }
        let count = recv(socket, &buffer, buffer.count, 0)
        guard count > 0 else { throw .failed("Suricata has hung up") }
        return String(decoding: buffer.prefix(count), as: UTF8.self)
    }
}
