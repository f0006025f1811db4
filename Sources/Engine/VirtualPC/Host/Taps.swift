/// The wires of the chassis, as far as the PC makes them itself.
public protocol Wiring: Sendable {
    /// Makes the taps that are not there; their links stay down.
    func make(_ names: [String]) async throws(PCError)

    /// Lets frames through; only after the filter is in place.
    func raise(_ names: [String]) async throws(PCError)
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

    /// Lets frames through; only after the filter is in place.
    public func raise(_ names: [String]) async throws(PCError) {
        for name in names {
            try await HostProgram.run(Self.ip, ["link", "set", "dev", name, "up"])
        }
    }

    private func exists(_ name: String) async -> Bool {
        do {
            try await HostProgram.run(Self.ip, ["link", "show", "dev", name])
            return true
        } catch {
            return false
        }
    }
}
