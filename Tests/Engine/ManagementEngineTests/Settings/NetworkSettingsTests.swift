import AMTSchema
import CIMModel
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import EngineEvents
@testable import ObjectManager
@testable import SystemDefense
@testable import Servicing
@testable import ManagementEngine

@Suite("The engine's network settings")
struct NetworkSettingsTests {
    @Test("names and times that a console sets are there after a restart")
    func names() async throws {
        let bench = try await SettledPC()
        let changes = "<r:HostName>desk-7</r:HostName><r:DomainName>hq.example</r:DomainName>"
        let answer = await bench.put("AMT_GeneralSettings", changes + "<r:IdleWakeTimeout>30</r:IdleWakeTimeout>")
        #expect(text("HostName", in: answer) == "desk-7")
        let later = await (try bench.restarted()).get("AMT_GeneralSettings")
        #expect(text("HostName", in: later) == "desk-7")
        #expect(text("DomainName", in: later) == "hq.example")
        #expect(text("IdleWakeTimeout", in: later) == "30")
        #expect(text("DigestRealm", in: later) == text("DigestRealm", in: answer))
    }

    @Test("of a property its value is kept and nothing that a console hangs on to it, and no more than has room")
    func valuesOnly() async throws {
        let bench = try await SettledPC()
        let dressed = "<r:HostName evil=\"mark1\">desk-7<x xmlns=\"urn:mark2\">mark3</x></r:HostName>"
        let answers = [await bench.put("AMT_GeneralSettings", dressed), await bench.get("AMT_GeneralSettings")]
        for answer in answers { #expect(text("HostName", in: answer) == "desk-7" && !answer.contains("mark")) }
        let password = "<r:Password>\(String(repeating: "p", count: 20_000))</r:Password>"
        #expect(await bench.put("IPS_IEEE8021xSettings", password).contains("AMT-STATUS 23<"))
    }

    @Test("a console that switches ping off silences the kernel, also after a restart")
    func ping() async throws {
        let bench = try await SettledPC()
        _ = await bench.put("AMT_GeneralSettings", "<r:PingResponseEnabled>false</r:PingResponseEnabled>")
        #expect(await !bench.pc.answersPing)
        let later = try await bench.restarted()
        #expect(await later.pc.answersPing)
        let identity = Identity(name: "pc1", uuid: SettledPC.uuid, address: "127.0.0.1")
        try await GeneralSettings(identity: identity, digestRealm: "", nvram: later.nvram, pc: later.pc).restore()
        #expect(await !later.pc.answersPing)
    }

    @Test(
        "what the engine cannot do or mean is refused, and nothing of it is kept",
        arguments: [
            ("<r:WsmanOnlyMode>false</r:WsmanOnlyMode>", "2066"),
            ("<r:DDNSUpdateEnabled>true</r:DDNSUpdateEnabled>", "2066"),
            ("<r:PreferredAddressFamily>1</r:PreferredAddressFamily>", "2066"),
            ("<r:PresenceNotificationInterval>30</r:PresenceNotificationInterval>", "2066"),
            ("<r:IdleWakeTimeout>0</r:IdleWakeTimeout>", "36"),
            ("<r:DomainName>\(String(repeating: "d", count: 192))</r:DomainName>", "36"),
        ]
    )
    func refused(change: String, status: String) async throws {
        let bench = try await SettledPC()
        let answer = await bench.put("AMT_GeneralSettings", "<r:HostName>other</r:HostName>" + change)
        #expect(answer.contains("AMT-STATUS \(status)<"))
        #expect(text("HostName", in: await bench.get("AMT_GeneralSettings")) == "pc1")
    }

    @Test("a Put that leaves the address as it is may change the link policy; one that changes it may not")
    func address() async throws {
        let bench = try await SettledPC()
        let same = "<r:IPAddress>127.0.0.1</r:IPAddress><r:DHCPEnabled>false</r:DHCPEnabled>"
        let policy = "<r:LinkPolicy>1</r:LinkPolicy><r:LinkPolicy>14</r:LinkPolicy><r:LinkPolicy>16</r:LinkPolicy>"
        _ = await bench.put("AMT_EthernetPortSettings", same + policy)
        let kept = await (try bench.restarted()).get("AMT_EthernetPortSettings")
        #expect(texts("LinkPolicy", in: kept) == ["1", "14", "16"])
        #expect(text("SubnetMask", in: kept) == "255.0.0.0")
        let empty = await bench.put("AMT_EthernetPortSettings", same + "<r:DefaultGateway></r:DefaultGateway>")
        #expect(!empty.contains("Fault"))
        let moved = await bench.put("AMT_EthernetPortSettings", "<r:IPAddress>10.0.0.9</r:IPAddress>")
        #expect(moved.contains("AMT-STATUS 16<"))
        let both = "<r:DHCPEnabled>true</r:DHCPEnabled><r:IPAddress>10.0.0.9</r:IPAddress>"
        #expect(await bench.put("AMT_EthernetPortSettings", both).contains("AMT-STATUS 36<"))
    }

    @Test("the PC's user is told of other addresses, once they are kept")
    func notice() async throws {
        let nvram = try NVRAM(path: ":memory:")
        let pc = AssistedPC(
            SimulatedPC(hardware: try await SettledPC().pc.hardware),
            network: { _ throws(PCError) in }
        )
        let addresses = AddressBook(nvram: nvram, pc: pc, journal: EventJournal(nvram: nvram))
        try await addresses.change { _ in }
        #expect(try await nvram.eventCount() == 0)
        try await addresses.change { $0.ipv4 = .dhcp }
        let told = try #require(try await nvram.events().last)
        #expect(Alert(record: told, filter: .userNotification).indication.messageID == "iAMT0057")
    }

    @Test(
        "IPv6 addresses are read as addresses",
        arguments: ["::", "::1", "fe80::1", "1:2:3:4:5:6:7:8", "2001:db8::a:b"]
    )
    func address(text: String) { #expect(IPv6PortSettings.isAddress(text)) }

    @Test(
        "other texts are not",
        arguments: ["", ":", "1", ":::", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:8:9", "10.0.0.1"]
    )
    func noAddress(text: String) { #expect(!IPv6PortSettings.isAddress(text)) }

    @Test("the router and the name servers are those of the kernel's and the resolver's lines")
    func lines() {
        let line = "eth0\t00000000\t0100A8C0\t0003\t0\t0\t0\t00000000\t0\t0\t0"
        #expect(EngineInterface.router(line, of: "eth0") == "192.168.0.1")
        #expect(EngineInterface.router(line, of: "eth1") == nil)
        #expect(EngineInterface.nameServer("nameserver 192.0.2.53") == "192.0.2.53")
        #expect(EngineInterface.nameServer("search example.org") == nil)
    }

    @Test("a Put replaces the suffixes of the inside; more than five are refused")
    func suffixes() async throws {
        let bench = try await SettledPC()
        func strings(_ count: Int) -> String {
            (0..<count).map { "<r:DetectionStrings>site\($0).example</r:DetectionStrings>" }.joined()
        }
        _ = await bench.put("AMT_EnvironmentDetectionSettingData", strings(5))
        #expect(await bench.put("AMT_EnvironmentDetectionSettingData", strings(6)).contains("AMT-STATUS 23<"))
        let kept = await bench.get("AMT_EnvironmentDetectionSettingData")
        #expect(texts("DetectionStrings", in: kept).count == 5)
        _ = await bench.put("AMT_EnvironmentDetectionSettingData", "<r:DetectionAlgorithm>0</r:DetectionAlgorithm>")
        #expect(texts("DetectionStrings", in: await bench.get("AMT_EnvironmentDetectionSettingData")).isEmpty)
    }

    @Test(
        "tell inside from outside by the network's suffix",
        arguments: [
            ("tokyo.branch.example", ["branch.example"], true), ("Branch.Example", ["branch.example"], true),
            ("cafe.example", ["branch.example", "head.example"], false),
            ("otherbranch.example", ["branch.example"], false),
            ("", ["branch.example"], false), ("cafe.example", [], false),
        ]
    )
    func inside(domain: String, suffixes: [String], isInside: Bool) {
        #expect(EnvironmentDetection.isInside(domain, suffixes) == isInside)
    }

    @Test(
        "802.1X cannot be switched on, for the engine logs in to no switch; its settings are kept, their secrets are never told, and their certificates must be there"
    )
    func wired() async throws {
        let bench = try await SettledPC()
        let profile = "<r:Username>u7</r:Username><r:Password>Geheim7!</r:Password>"
        let refusal = "AMT-STATUS \(PTStatus.unsupported.rawValue)<"
        #expect(await bench.put("AMT_8021XProfile", "<r:Enabled>true</r:Enabled>" + profile).contains(refusal))
        #expect(await !bench.put("AMT_8021XProfile", profile).contains("Geheim7!"))
        let kept = await (try bench.restarted()).get("AMT_8021XProfile")
        #expect(text("Username", in: kept) == "u7")
        #expect(text("Enabled", in: kept) == "false")
        #expect(!kept.contains("Password"))
        let unknown = """
            <r:ClientCertificate><a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>x</w:ResourceURI>\
            <w:SelectorSet><w:Selector Name="InstanceID">Intel(r) AMT Certificate: Handle: 9</w:Selector>\
            </w:SelectorSet></a:ReferenceParameters></r:ClientCertificate>
            """
        #expect(await bench.put("AMT_8021XProfile", profile + unknown).contains("AMT-STATUS 2068<"))
        for on in [2, 6] {
            #expect(await bench.put("IPS_IEEE8021xSettings", "<r:Enabled>\(on)</r:Enabled>").contains(refusal))
        }
        let wired = "<r:Enabled>3</r:Enabled><r:Username>u8</r:Username><r:PSK>c2VjcmV0</r:PSK>"
        _ = await bench.put("IPS_IEEE8021xSettings", wired)
        let settings = await bench.get("IPS_IEEE8021xSettings")
        #expect(text("Enabled", in: settings) == "3")
        #expect(text("Username", in: settings) == "u8")
        #expect(!settings.contains("c2VjcmV0"))
    }

    @Test("Kerberos cannot be switched on, for only digest logins are taken; its settings are kept, the key never told")
    func kerberos() async throws {
        let bench = try await SettledPC()
        let settings = "<r:RealmName>EX</r:RealmName><r:MasterKey>AAAA</r:MasterKey>"
        let answer = await bench.put("AMT_KerberosSettingData", "<r:KrbEnabled>true</r:KrbEnabled>" + settings)
        #expect(answer.contains("AMT-STATUS \(PTStatus.unsupported.rawValue)<"))
        _ = await bench.put("AMT_KerberosSettingData", "<r:KrbEnabled>false</r:KrbEnabled>" + settings)
        let kept = await (try bench.restarted()).get("AMT_KerberosSettingData")
        #expect(text("RealmName", in: kept) == "EX")
        #expect(text("KrbEnabled", in: kept) == "false")
        #expect(!kept.contains("MasterKey"))
        for (enable, status) in [(1, String(PTStatus.unsupported.rawValue)), (0, "0")] {
            let wish = "<r:Enable>\(enable)</r:Enable>"
            #expect(await bench.status("AMT_KerberosSettingData", "SetCredentialCacheState", wish) == status)
        }
        let state = await bench.invoke("AMT_KerberosSettingData", "GetCredentialCacheState")
        #expect(text("Enabled", in: state) == "false")
    }
}
