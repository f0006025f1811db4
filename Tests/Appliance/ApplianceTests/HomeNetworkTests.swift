import FoundationEssentials
import Testing

@testable import Appliance

@Suite("What is home")
struct HomeNetworkTests {
    /// The option with a prefix (RFC 4861, 4.6.2).
    static func option(_ start: [UInt8], length: UInt8 = 64, flags: UInt8 = 0xC0) -> [UInt8] {
        [3, 4, length, flags] + [UInt8](repeating: 0, count: 12) + start
            + [UInt8](repeating: 0, count: 16 - start.count)
    }

    /// An advertisement whose options begin with the router's hardware address.
    static func advertisement(_ options: [UInt8]...) -> [UInt8] {
        [UInt8](repeating: 0, count: 56) + [1, 1, 2, 0, 0, 0, 0, 1] + options.joined()
    }

    static func logged(_ bytes: [UInt8]) -> GuardEvent {
        .logged(LoggedPacket(rule: "router", untrustedPayload: bytes, etherType: 0x86DD))
    }

    @Test("is what routers say is on the LAN, told once, and no finding")
    func learns() {
        var guardian = Guard()
        let event = Self.logged(Self.advertisement(Self.option([0x20, 1, 0x0D, 0xB8, 0, 1])))
        guard case .settle(let home) = guardian.judge(event, at: Date(), id: "1").first else {
            Issue.record("nothing was learned")
            return
        }
        #expect(home.configuration.contains("fe80::/10,2001:db8:1:0:0:0:0:0/64]"))
        #expect(guardian.judge(event, at: Date(), id: "2").isEmpty)
        #expect(guardian.findings.isEmpty)
    }

    @Test("is no network that is not on the LAN, is private anyway, or is more than a LAN")
    func others() {
        let global: [UInt8] = [0x20, 1, 0x0D, 0xB8]
        let options = [
            Self.option(global, flags: 0x40), Self.option([0xFD, 1]), Self.option(global, length: 3), [3, 0, 64, 0xC0],
        ]
        for option in options {
            #expect(RouterAdvertisement.networks(untrustedPacket: Self.advertisement(option)).isEmpty)
        }
    }

    @Test("is bounded, whoever makes networks up, and an advertisement cut short anywhere is read without harm")
    func bounded() {
        var home = HomeNetworks()
        #expect((0..<100).filter { home.learn("2001:db8:\($0)::/64") }.count == 8)
        let whole = Self.advertisement(Self.option([0x20, 1]), Self.option([0x20, 2]))
        let counts = (0...whole.count).map {
            RouterAdvertisement.networks(untrustedPacket: Array(whole.prefix($0))).count
        }
        #expect(counts == counts.sorted() && counts.last == 2)
    }

    @Test(
        "is the public network that the LAN has lent an address in",
        arguments: [
            ("198.51.100.77/24\n", "198.51.100.0/24"), ("203.0.113.5/29", "203.0.113.0/29"),
            ("11.0.0.9/16", "11.0.0.0/16"),
            ("198.51.100.77/32", "198.51.100.77/32"),
        ]
    )
    func lent(lease: String, network: String) {
        #expect(LeaseWatch.network(untrustedLease: Array(lease.utf8)) == network)
        var guardian = Guard()
        guard case .settle(let home) = guardian.judge(.lent(network), at: Date(), id: "1").first else {
            Issue.record("nothing was learned")
            return
        }
        #expect(home.configuration.contains(",\(network)]"))
        #expect(guardian.judge(.lent(network), at: Date(), id: "2").isEmpty)
    }

    @Test(
        "is no network that is private anyway, is more than a LAN, or is none",
        arguments: [
            "10.9.0.5/24", "192.168.1.5/24", "172.31.0.1/16", "100.64.0.1/24", "169.254.3.3/16", "198.51.100.7/0",
            "198.51.100.7/33", "198.51.100.7/-1", "198.51.100.7", "/24", "2001:db8::1/64", "198.51.100.7/24/24", "",
            "198.51.100.7/99999999999999999999",
        ]
    )
    func notLent(lease: String) {
        #expect(LeaseWatch.network(untrustedLease: Array(lease.utf8)) == nil)
    }
}
