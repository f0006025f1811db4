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

    /// By what the adapter can tell which network it is in.
    func networkSigns() async throws(PCError) -> NetworkSigns {
        let networks = try await addresses().prefix(Self.greatestCount)
            .compactMap { IPv6Network(of: $0.local, length: $0.prefixlen) }
        return NetworkSigns(domain: lease.domain, ipv6Networks: networks)
    }

    private static let greatestCount = 64

    /// Makes the adapter's addresses these, once the addresses that the host gave it are written down. IPv6 addresses of the
    /// host's and of routers stay beside the one that a console sets.
    func apply(_ wanted: Addressing) async throws(PCError) {
        switch wanted.ipv4 {
        case .host: try await giveBack()
        case .fixed(let address):
            try await keepOriginal()
            try await lease.end()
            try await set(address)
        case .dhcp:
            try await keepOriginal()
            try await lease.begin()
        }
        try await setIPv6(wanted.ipv6)
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

    /// Makes an IPv4 address the only one, and its router the only way out.
    private func set(_ new: FixedAddress) async throws(PCError) {
        for found in try await addresses()
        where found.family == "inet" && (found.local != new.address || found.prefixlen != new.prefixLength) {
            try await remove(found.local, found.prefixlen)
        }
        try await add(new, "-4", [])
        if new.router == nil, try await router() != nil {
            try await HostProgram.run(Self.ip, ["-4", "route", "del", "default", "dev", device])
        }
    }

    /// Sets the IPv6 address of a console in the place of the one before it.
    private func setIPv6(_ new: FixedAddress?) async throws(PCError) {
        let old = FileManager.default.contents(atPath: files.consoleIPv6)
            .flatMap { try? JSONDecoder().decode(FixedAddress.self, from: $0) }
        if let old, old != new, try await addresses().contains(where: { $0.local == old.address }) {
            try await remove(old.address, old.prefixLength)
        }
        guard let new else {
            unlink(files.consoleIPv6)
            return
        }
        try write(new, to: files.consoleIPv6)
        openIPv6()
        try await add(new, "-6", ["nodad"])
    }

    private func remove(_ address: IPAddress, _ length: Int) async throws(PCError) {
        try await HostProgram.run(Self.ip, ["address", "del", "\(address)/\(length)", "dev", device])
    }

    private func add(_ new: FixedAddress, _ family: String, _ options: [String]) async throws(PCError) {
        let text = "\(new.address)/\(new.prefixLength)"
        try await HostProgram.run(Self.ip, ["address", "replace", text, "dev", device] + options)
        guard let router = new.router else { return }
        try await HostProgram.run(
            Self.ip,
            [family, "route", "replace", "default", "via", router.description, "dev", device]
        )
    }

    private func write(_ address: FixedAddress?, to path: String) throws(PCError) {
        do {
            try JSONEncoder().encode(address).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw .failed("\(path) cannot be written: \(error)")
        }
    }

    private var ipv6Switch: String { "/proc/sys/net/ipv6/conf/\(device)/disable_ipv6" }

    private func openIPv6() {
        guard let file = fopen(ipv6Switch, "w") else { return }
        fputs("0", file)
        fclose(file)
    }

    private var lease: Lease { Lease(device: device, files: files) }

    /// Writes down the IPv4 address that the host has given, before it is changed for the first time.
    private func keepOriginal() async throws(PCError) {
        if FileManager.default.fileExists(atPath: files.hostAddress) { return }
        guard let found = try await addresses().first(where: { $0.family == "inet" }) else { return }
        let original = FixedAddress(found.local, prefixLength: found.prefixlen, router: try await router())
        try write(original, to: files.hostAddress)
    }

    /// Gives the adapter its host's address back, where it was changed.
    private func giveBack() async throws(PCError) {
        guard let data = FileManager.default.contents(atPath: files.hostAddress) else { return }
        try await lease.end()
        if let original = try? JSONDecoder().decode(FixedAddress.self, from: data) { try await set(original) }
        unlink(files.hostAddress)
    }

    private func router() async throws(PCError) -> IPAddress? {
        struct Route: Decodable { var gateway: IPAddress? }
        let text = try await HostProgram.run(Self.ip, ["-j", "-4", "route", "show", "default", "dev", device])
        return (try? JSONDecoder().decode([Route].self, from: Data(text.utf8)))?.first?.gateway
    }
}
