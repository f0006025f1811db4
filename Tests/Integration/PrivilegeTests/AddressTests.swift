import Testing

@Suite("The engine's addresses", .enabled(if: ChassisWorld.isPossible), .serialized)
struct AddressTests {
    @Test("are what a console sets over the wire: the engine answers, moves, and is there again after each death")
    func moves() throws {
        let facts = try ChassisWorld().facts(of: "addresses")
        let expected = [
            "first": "10.77.0.10",
            // Another machine has it; no mask; a group; a router elsewhere; nobody lends one.
            "taken": "36", "mask": "36", "group": "36", "router": "36", "noServer": "36", "stays": "10.77.0.10",
            "fixed": "done", "atFixed": "10.77.0.20", "atOld": "", "leftOpen": "0", "gateway": "10.77.0.1",
            "killed": "yes",
            "afterDeath": "10.77.0.20",
            "lent": "done", "atLent": "10.77.0.50", "lentSays": "true", "atFixedThen": "",
            // IPv6 beside IPv4.
            "ipv6": "done", "atIPv6": "10.77.0.50", "ipv6Says": "fd77::20", "atLentToo": "10.77.0.50",
            // What the host gave stays.
            "ipv6Gone": "done", "hostIPv6": "fd77::5/64",
            "bothKilled": "yes yes", "afterBoth": "10.77.0.50",
        ]
        for (name, value) in expected { #expect(facts[name] == value, "\(name)") }
    }
}
