/// The taps of the chassis, in the network namespace of this process.
enum Taps {
    private static let ip = "/sbin/ip"

    /// Makes the taps that are not there; their links stay down.
    static func make(_ names: [String]) async throws(PCError) {
        for name in names where !(await exists(name)) {
            try await HostProgram.run(ip, ["tuntap", "add", "dev", name, "mode", "tap"])
        }
        for name in names {
            try await HostProgram.run(ip, ["link", "set", "dev", name, "addrgenmode", "none"])
        }
    }

    /// Lets frames through; only after the filter is in place.
    static func raise(_ names: [String]) async throws(PCError) {
        for name in names {
            try await HostProgram.run(ip, ["link", "set", "dev", name, "up"])
        }
    }

    private static func exists(_ name: String) async -> Bool {
        do {
            try await HostProgram.run(ip, ["link", "show", "dev", name])
            return true
        } catch {
            return false
        }
    }
}
