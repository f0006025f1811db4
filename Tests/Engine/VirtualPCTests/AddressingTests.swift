import FoundationEssentials
import PacketPolicy
import Testing

@testable import VirtualPC

@Suite("An address that a console sets")
struct AddressingTests {
    private func address(_ text: String, _ length: Int, _ router: String? = nil) throws -> FixedAddress? {
        let router = try router.map { try #require(IPAddress(untrusted: $0)) }
        return FixedAddress(try #require(IPAddress(untrusted: text)), prefixLength: length, router: router)
    }

    @Test(
        "is one that a machine can have",
        arguments: [
            ("10.77.0.20", 24, "10.77.0.1"), ("192.168.7.255", 16, nil), ("10.0.0.1", 30, "10.0.0.2"),
            ("fd77::20", 64, "fd77::1"), ("2001:db8::7", 64, "fe80::1"),
        ]
    )
    func good(text: String, length: Int, router: String?) throws {
        #expect(try address(text, length, router) != nil)
    }

    @Test(
        "is none of a network, a group, the host itself, or with a router elsewhere",
        arguments: [
            ("10.77.0.0", 24, nil), ("10.77.0.255", 24, nil), ("0.0.0.7", 8, nil), ("127.0.0.1", 8, nil),
            ("224.0.0.20", 24, nil), ("255.255.255.255", 24, nil), ("10.77.0.20", 24, "10.78.0.1"),
            ("10.77.0.20", 24, "10.77.0.20"), ("10.77.0.20", 24, "10.77.0.255"), ("10.77.0.20", 24, "fd77::1"),
            ("10.77.0.20", 0, nil), ("10.77.0.20", 31, nil), ("10.77.0.20", 33, nil), ("10.77.0.20", -1, nil),
            ("::1", 64, nil), ("::", 64, nil), ("ff02::1", 64, nil), ("fe80::7", 64, nil), ("fd77::", 64, nil),
            ("fd77::7", 127, nil),
        ]
    )
    func bad(text: String, length: Int, router: String?) throws {
        #expect(try address(text, length, router) == nil)
    }

    @Test("comes over the line to the chassis within the same bounds")
    func coding() throws {
        let good = Addressing(ipv4: .fixed(try #require(try address("10.77.0.20", 24, "10.77.0.1"))))
        let text = try JSONEncoder().encode(good)
        #expect(try JSONDecoder().decode(Addressing.self, from: text) == good)
        let untrusted = String(decoding: text, as: UTF8.self).replacing("10.77.0.20", with: "10.77.0.255")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Addressing.self, from: Data(untrusted.utf8)) }
    }

    @Test(
        "has a mask of ones, then zeros",
        arguments: [
            ("255.255.255.0", 24), ("255.0.0.0", 8), ("255.255.255.255", 32), ("0.0.0.0", 0), ("128.0.0.0", 1),
            ("255.0.255.0", nil), ("0.0.0.255", nil), ("255.255.255.1", nil),
        ]
    )
    func mask(text: String, length: Int?) throws {
        let mask = try #require(IPAddress(untrusted: text))
        #expect(mask.maskLength == length)
    }

    @Test(
        "is of an IPv6 network as far as their first bits agree",
        arguments: [
            ("2001:db8:7::/48", "2001:db8:7:1::5/64", true), ("2001:db8:7::/48", "2001:db8:8::5/64", false),
            ("2001:db8:7:1::/64", "2001:db8:7::/48", false), ("2001:db8:7:1::", "2001:db8:7:1::5/64", true),
            ("2001:db8::/31", "2001:db9::/32", true),
        ]
    )
    func ipv6Network(text: String, other: String, isInside: Bool) throws {
        let network = try #require(IPv6Network(untrusted: text))
        #expect(network.contains(try #require(IPv6Network(untrusted: other))) == isInside)
    }

    @Test(
        "is of no IPv6 network that cannot be read",
        arguments: [
            "", "/64", "10.0.0.0/8", "2001:db8::/0", "2001:db8::/129", "2001:db8::/-1", "2001:db8::/x", "fe80::%1",
        ]
    )
    func noIPv6Network(text: String) {
        #expect(IPv6Network(untrusted: text) == nil)
    }

    @Test(
        "comes with the domain that the server names, if that is one",
        arguments: [
            ("branch.example\n", "branch.example"), ("", ""), ("\n", ""), ("a;reboot\n", ""), ("bränch.example\n", ""),
            ("one.example two.example\n", "one.example"),
        ]
    )
    func domain(text: String, domain: String) {
        #expect(Lease.domain(untrusted: text) == domain)
    }

    @Test(
        "is set on an adapter that is none of the chassis's wires",
        arguments: ["user0", "a b", "", "-x", "waytoolonganame1"]
    )
    func device(name: String) throws {
        var configuration = try QEMUCommandLineTests().configuration()
        configuration.managementDevice = name
        #expect(configuration.problem?.hasPrefix("managementDevice") == true)
        configuration.managementDevice = "mgmt0"
        #expect(configuration.problem == nil)
    }
}
