import PacketPolicy
import Testing

@Suite("Packet")
struct PacketTests {
    let ethernet: [UInt8] = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x52, 0x54, 0x00, 0x77, 0x00, 0x01]
    let ipv4: [UInt8] = [
        0x45, 0, 0, 24, 0, 0, 0, 0, 64, 6, 0, 0, 10, 10, 0, 60, 10, 10, 0, 1,
        0x9c, 0x40, 0, 80,
    ]

    func packet(_ type: [UInt8], _ content: [UInt8]) -> Packet? {
        Packet(untrustedFrame: ethernet + type + content, direction: .fromUserOS)
    }

    @Test("an IPv4 frame gives its addresses, protocol and ports")
    func ipv4Frame() {
        #expect(packet([8, 0], ipv4) == ip(.fromUserOS, host, web, .tcp, (40000, 80)))
    }

    @Test("a later fragment has no ports")
    func fragment() {
        var later = ipv4
        later[7] = 3
        #expect(packet([8, 0], later) == ip(.fromUserOS, host, web, .tcp))
    }

    @Test("a fragment that begins inside a TCP header is tiny")
    func tinyFragment() {
        var later = ipv4
        later[7] = 1
        guard case .ip(let header)? = packet([8, 0], later)?.content else {
            Issue.record("no IP packet")
            return
        }
        #expect(header.isTiny)
    }

    @Test("a TCP header gives its flags when it is there as far as them")
    func flags() {
        let tcp: [UInt8] = [0x9c, 0x40, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0x50, 0x12]
        var whole = ipv4.prefix(20) + tcp
        whole[1] = 0x28
        whole[3] = UInt8(whole.count)
        guard case .ip(let header)? = packet([8, 0], Array(whole))?.content else {
            Issue.record("no IP packet")
            return
        }
        #expect(header.flags == [.syn, .ack])
        #expect(header.serviceCode == 10)
    }

    @Test("behind a tag nothing is read")
    func tagged() {
        let tagged = packet([0x81, 0], [0, 5, 8, 0] + ipv4)
        var expected = opaque(.fromUserOS, 0x8100)
        expected.tag = Packet.Tag(5)
        #expect(tagged == expected)
    }

    @Test("IPv6 ports are found behind extension headers")
    func extensionHeaders() {
        let options: [UInt8] = [44, 0, 1, 4, 0, 0, 0, 0]
        let fragment: [UInt8] = [6, 0, 0, 1, 0, 0, 0, 7]
        let header: [UInt8] = [0x60, 0, 0, 0, 0, 20, 0, 64] + host6.octets + web6.octets
        let read = packet([0x86, 0xdd], header + options + fragment + [0x9c, 0x40, 0, 80])
        #expect(read == ip(.fromUserOS, host6, web6, .tcp, (40000, 80)))
    }

    @Test("an IPv4 frame that is cut anywhere is opaque or nothing, never read past its end", arguments: 0..<38)
    func cut(_ length: Int) {
        let whole = ethernet + [8, 0] + ipv4
        let cut = Packet(untrustedFrame: Array(whole.prefix(length)), direction: .fromUserOS)
        #expect(length < 14 ? cut == nil : cut == opaque(.fromUserOS, 0x0800))
    }

    @Test("a header length below the least is opaque")
    func shortHeader() {
        var wrong = ipv4
        wrong[0] = 0x44
        #expect(packet([8, 0], wrong) == opaque(.fromUserOS, 0x0800))
    }
}

@Suite("Addresses")
struct AddressTests {
    @Test("a hardware address is printed as it was read", arguments: ["52:54:00:77:00:01", "00:00:00:00:00:00"])
    func macRoundTrip(_ text: String) {
        #expect(MACAddress(untrusted: text)?.description == text)
    }

    @Test(
        "what is no hardware address is refused",
        arguments: ["", "52:54:00:77:00", "+1:54:00:77:00:01", "5254.0077"]
    )
    func badMAC(_ text: String) {
        #expect(MACAddress(untrusted: text) == nil)
    }

    @Test("an IP address is printed in its short form", arguments: ["10.10.0.1", "2001:db8::1", "::"])
    func ipRoundTrip(_ text: String) {
        #expect(IPAddress(untrusted: text)?.description == text)
    }

    @Test("names and masks are no addresses", arguments: ["", "www.lan", "10.0.0.0/8", "10.1", "fe80::1%eth0"])
    func badIP(_ text: String) {
        #expect(IPAddress(untrusted: text) == nil)
    }
}
