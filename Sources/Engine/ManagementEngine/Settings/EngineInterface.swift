import Glibc

/// The network interface that carries the engine's address, as the kernel has it.
struct EngineInterface: Hashable, Sendable {
    let subnetMask: String
    let isUp: Bool
    let router: String?
    let nameServers: [String]

    /// The interface with this IPv4 address; nil when none has it.
    init?(address: String) {
        var first: UnsafeMutablePointer<ifaddrs>?
        guard getifaddrs(&first) == 0 else { return nil }
        defer { freeifaddrs(first) }
        for entry in sequence(first: first, next: { $0?.pointee.ifa_next }) {
            guard let entry, let found = entry.pointee.ifa_addr, Self.text(found) == address else { continue }
            let name = String(cString: entry.pointee.ifa_name)
            subnetMask = entry.pointee.ifa_netmask.flatMap(Self.text) ?? "255.255.255.255"
            isUp = entry.pointee.ifa_flags & UInt32(IFF_RUNNING) != 0
            router = Self.lines("/proc/net/route").lazy.compactMap { Self.router($0, of: name) }.first
            nameServers = Self.lines("/etc/resolv.conf").compactMap(Self.nameServer)
            return
        }
        return nil
    }

    /// Reads the router from a line of the kernel's table: interface, destination, router in hexadecimal digits.
    static func router(_ line: String, of name: String) -> String? {
        let fields = line.split(whereSeparator: \.isWhitespace)
        guard fields.count > 2, fields[0] == name, fields[1] == "00000000", let word = UInt32(fields[2], radix: 16),
            word != 0
        else { return nil }
        return (0..<4).map { String(word >> ($0 * 8) & 255) }.joined(separator: ".")
    }

    /// Reads a line of the resolver's configuration.
    static func nameServer(_ line: String) -> String? {
        let fields = line.split(whereSeparator: \.isWhitespace)
        guard fields.count == 2, fields[0] == "nameserver", fields[1].contains("."), !fields[1].hasPrefix("127.") else {
            return nil
        }
        return String(fields[1])
    }

    private static func text(_ address: UnsafeMutablePointer<sockaddr>) -> String? {
        guard address.pointee.sa_family == sa_family_t(AF_INET) else { return nil }
        return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { inner in
            let word = inner.pointee.sin_addr.s_addr
            return (0..<4).map { String(word >> ($0 * 8) & 255) }.joined(separator: ".")
        }
    }

    private static func lines(_ path: String) -> [String] {
        guard let file = fopen(path, "r") else { return [] }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = fread(&buffer, 1, buffer.count, file)
        return String(decoding: buffer.prefix(count), as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
