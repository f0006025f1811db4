import FoundationEssentials
import Inventory
import Testing

@testable import Servicing
@testable import ManagementEngine

@Suite("The sockets of the user OS")
struct SocketTableTests {
    /// As `ss -H -t -u -n -a -p` of Debian 12 writes it.
    static let listing = """
        udp   UNCONN   0 0 0.0.0.0:68        0.0.0.0:*       users:(("dhclient",pid=311,fd=7))
        tcp   ESTAB    0 0 10.10.0.51:40000  10.10.0.1:80    users:(("curl",pid=412,fd=5))
        tcp   SYN-SENT 0 1 10.10.0.51:40101  10.10.0.101:445 users:(("infect",pid=500,fd=3))
        tcp   SYN-SENT 0 1 10.10.0.51:40102  10.10.0.102:445 users:(("infect",pid=500,fd=4))
        tcp   SYN-SENT 0 1 10.10.0.51:40103  10.10.0.9:25    users:(("mail",pid=77,fd=4))
        tcp   TIME-WAIT 0 0 10.10.0.51:40001 10.10.0.1:443
        nonsense
        """

    static func owner(_ kind: Finding.Kind, _ source: String, _ destination: String) -> String? {
        SocketTable(untrustedListing: listing).owner(
            of: Finding(
                id: "1",
                at: Date(timeIntervalSince1970: 0),
                kind: kind,
                signature: "",
                source: source,
                destination: destination,
                summary: "",
                evidence: "",
                action: ""
            )
        )
    }

    @Test("The program that has the connection is found by both ends, or by one")
    func ends() {
        #expect(Self.owner(.signature, "10.10.0.51:40000", "10.10.0.1:80") == "curl (process 412)")
        #expect(Self.owner(.blockedName, "10.10.0.51:9", "10.10.0.1:80") == "curl (process 412)")
        #expect(Self.owner(.signature, "10.10.0.51:40001", "10.10.0.1:443") == nil)
    }

    @Test("A worm is the program that tries to connect most often")
    func worm() {
        #expect(Self.owner(.worm, "10.10.0.51", "10.10.0.120:445") == "infect (process 500)")
        #expect(Self.owner(.beaconing, "10.10.0.51", "10.10.0.120:445") == nil)
    }
}
