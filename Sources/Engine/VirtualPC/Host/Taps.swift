import Glibc

/// The wires of the chassis, as far as the PC makes them itself.
public protocol Wiring: Sendable {
    /// Makes the taps that are not there; their links stay down.
    func make(_ names: [String]) async throws(PCError)

    /// Makes a wire that leads nowhere, for a filter whose real wire belongs to a virtual machine alone.
    func makeStandIn(_ name: String) async throws(PCError)

    /// Lets frames through; only after the filter is in place.
    func raise(_ names: [String]) async throws(PCError)

    /// Opens the near end of a tap that is there; the caller closes the descriptor.
    func open(_ name: String) throws(PCError) -> CInt
}

/// The taps of the chassis, in the network namespace of this process.
public struct KernelTaps: Wiring {
    private static let ip = "/sbin/ip"

    /// Creates the taps' maker; nothing is touched.
    public init() {}

    /// Makes the taps that are not there; their links stay down.
    public func make(_ names: [String]) async throws(PCError) {
        for name in names where !(await exists(name)) {
            try await HostProgram.run(Self.ip, ["tuntap", "add", "dev", name, "mode", "tap"])
        }
        for name in names {
            try await HostProgram.run(Self.ip, ["link", "set", "dev", name, "addrgenmode", "none"])
        }
    }

    /// Makes a dummy link.
    public func makeStandIn(_ name: String) async throws(PCError) {
        if await exists(name) { return }
        try await HostProgram.run(Self.ip, ["link", "add", "dev", name, "type", "dummy"])
    }

    /// Lets frames through; only after the filter is in place.
    public func raise(_ names: [String]) async throws(PCError) {
        for name in names {
            try await HostProgram.run(Self.ip, ["link", "set", "dev", name, "up"])
        }
    }

    /// Opens a tap with the header by which a guest leaves segmentation and checksums to the host.
    public func open(_ name: String) throws(PCError) -> CInt {
        let descriptor = Glibc.open("/dev/net/tun", O_RDWR | O_CLOEXEC)
        var request = ifreq()
        withUnsafeMutableBytes(of: &request.ifr_ifrn) { $0.copyBytes(from: name.utf8.prefix(Int(IFNAMSIZ) - 1)) }
        request.ifr_ifru.ifru_flags = Self.flags
        guard descriptor >= 0, ioctl(descriptor, Self.attach, &request) == 0 else {
            let problem = String(cString: strerror(errno))
            close(descriptor)
            throw .failed("the tap \(name) cannot be opened: \(problem)")
        }
        return descriptor
    }

    /// IFF_TAP, IFF_NO_PI and IFF_VNET_HDR, and TUNSETIFF, of linux/if_tun.h.
    private static let flags: Int16 = 0x0002 | 0x1000 | 0x4000
    private static let attach: UInt = 0x4004_54CA

    private func exists(_ name: String) async -> Bool {
        do {
            try await HostProgram.run(Self.ip, ["link", "show", "dev", name])
            return true
        } catch {
            return false
        }
    }
}
