import FoundationEssentials
import Glibc
import PacketPolicy

/// The engine's own adapter, for a process that is root in its network namespace.
struct ManagementAdapter: Sendable {
    private static let ip = "/sbin/ip"
    private static let busybox = "/bin/busybox"

    let device: String
    let files: RunDirectory

    /// What the adapter has now, IPv4 first.
    func addresses() async throws(PCError) -> [Found] {
        let text = try await HostProgram.run(Self.ip, ["-j", "address", "show", "dev", device])
        struct Link: Decodable { var addr_info: [Found]? }
        let links = (try? JSONDecoder().decode([Link].self, from: Data(text.utf8))) ?? []
        return links.flatMap { $0.addr_info ?? [] }.filter { $0.scope == "global" }.sorted { $0.family < $1.family }
    }

    /// An address as `ip` tells it.
    struct Found: Decodable {
        var family: String
        var local: IPAddress
        var prefixlen: Int
        var scope: String
    }

    /// Makes the adapter's addresses these, once the addresses that the host gave it are written down.
    func apply(_ wanted: Addressing) async throws(PCError) {
        let original = try await original()
        switch wanted.ipv4 {
        case .host:
            try await lease.end()
            try await set(original, "-4")
        case .fixed(let address):
            try await lease.end()
            try await set(address, "-4")
        case .dhcp: try await lease.begin()
        }
        try await set(wanted.ipv6, "-6")
    }

    /// Tries whether an addressing would hold: nobody else has the address, or a server gives one.
    func check(_ wanted: Addressing) async throws(PCError) {
        switch wanted.ipv4 {
        case .host: return
        case .dhcp: try await lease.check()
        case .fixed(let new): try await checkIsFree(new.address)
        }
    }

    private func checkIsFree(_ address: IPAddress) async throws(PCError) {
        if try await addresses().contains(where: { $0.local == address }) { return }
        do {
            // RFC 5227 2.1.
            let probe = ["arping", "-D", "-q", "-c", "2", "-w", "2", "-I", device, address.description]
            try await HostProgram.run(Self.busybox, probe)
        } catch {
            throw .refused("another machine has \(address), or the network cannot be asked")
        }
    }

    /// Makes an address the only one of its protocol, beside those that the kernel has found itself.
    private func set(_ new: FixedAddress?, _ family: String) async throws(PCError) {
        let isIPv6 = family == "-6"
        if isIPv6, new == nil, !isIPv6Open { return }
        if isIPv6, new != nil { openIPv6() }
        let old = try await addresses().filter { ($0.family == "inet6") == isIPv6 }
        for found in old where found.local != new?.address || found.prefixlen != new?.prefixLength {
            try await HostProgram.run(Self.ip, ["address", "del", "\(found.local)/\(found.prefixlen)", "dev", device])
        }
        guard let new else { return }
        let text = "\(new.address)/\(new.prefixLength)"
        try await HostProgram.run(Self.ip, ["address", "replace", text, "dev", device] + (isIPv6 ? ["nodad"] : []))
        guard let router = new.router else { return }
        try await HostProgram.run(
            Self.ip,
            [family, "route", "replace", "default", "via", router.description, "dev", device]
        )
    }

    private var ipv6Switch: String { "/proc/sys/net/ipv6/conf/\(device)/disable_ipv6" }

    private var isIPv6Open: Bool { FileManager.default.contents(atPath: ipv6Switch)?.first == UInt8(ascii: "0") }

    private func openIPv6() {
        guard let file = fopen(ipv6Switch, "w") else { return }
        fputs("0", file)
        fclose(file)
    }

    private var lease: Lease { Lease(device: device, files: files) }

    /// The IPv4 address that the host has given, which is written down before it is changed for the first time.
    private func original() async throws(PCError) -> FixedAddress? {
        if let data = FileManager.default.contents(atPath: files.hostAddress) {
            return try? JSONDecoder().decode(FixedAddress.self, from: data)
        }
        guard let found = try await addresses().first(where: { $0.family == "inet" }) else { return nil }
        let original = FixedAddress(found.local, prefixLength: found.prefixlen, router: try await router())
        do {
            try JSONEncoder().encode(original).write(to: URL(filePath: files.hostAddress), options: .atomic)
        } catch {
            throw .failed("\(files.hostAddress) cannot be written: \(error)")
        }
        return original
    }

    private func router() async throws(PCError) -> IPAddress? {
        struct Route: Decodable { var gateway: IPAddress? }
        let text = try await HostProgram.run(Self.ip, ["-j", "-4", "route", "show", "default", "dev", device])
        return (try? JSONDecoder().decode([Route].self, from: Data(text.utf8)))?.first?.gateway
    }
}
