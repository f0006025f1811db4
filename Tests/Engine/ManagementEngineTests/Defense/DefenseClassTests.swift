import AMTSchema
import FoundationEssentials
import NVRAM
import PacketPolicy
import Simulation
import Testing
import VirtualPC

@testable import ObjectManager
@testable import ManagementEngine

@Suite("The classes of System Defense")
struct DefenseClassTests {
    let bench: DefenseBench

    init() async throws { bench = try await DefenseBench() }

    /// A policy in force that drops ARP from the user OS.
    private func dropARP(event: String = "false") async {
        _ = await bench.createEthernetFilter(type: 2054, profile: 1, event: event, name: "arp")
        _ = await bench.createPolicy("p", filters: [1])
        _ = await bench.choose(1)
    }

    @Test("a filter made as MeshCommander makes it is named by its handle, with keys that are the engine's")
    func createFilter() async {
        let answer = await bench.createEthernetFilter(type: 2054)
        #expect(answer.contains("ResourceCreated"))
        #expect(answer.contains("Name=\"InstanceID\">1<"))
        let list = await bench.list("AMT_Hdr8021Filter")
        #expect(list.contains("InstanceID>1<"))
        #expect(list.contains("CreationClassName>AMT_Hdr8021Filter<"))
        #expect(list.contains("HdrProtocolID8021>2054<"))
        #expect(list.contains("FilterProfile>4<"))
    }

    @Test("an IP filter gives its addresses, ports and flags back")
    func ipFilter() async {
        let properties = """
            <r:HdrIPVersion>4</r:HdrIPVersion><r:HdrSrcAddress>0a000000</r:HdrSrcAddress>\
            <r:HdrSrcMask>ff0000ff</r:HdrSrcMask><r:HdrDestAddress>0A000001</r:HdrDestAddress>\
            <r:HdrDestAddressEndOfRange>0a0000ff</r:HdrDestAddressEndOfRange><r:HdrProtocolID>6</r:HdrProtocolID>\
            <r:HdrDestPortStart>80</r:HdrDestPortStart><r:HdrDestPortEnd>90</r:HdrDestPortEnd>\
            <r:TCPFlagsOn>1</r:TCPFlagsOn><r:TCPFlagsOff>4</r:TCPFlagsOff>
            """
        #expect(await bench.createIPFilter(properties).contains("ResourceCreated"))
        let list = await bench.list("AMT_IPHeadersFilter")
        for expected in [
            "HdrSrcAddress>0a000000<", "HdrSrcMask>ff0000ff<", "HdrDestAddressEndOfRange>0a0000ff<",
            "HdrDestPortEnd>90<", "TCPFlagsOn>1<", "TCPFlagsOff>4<", "HdrProtocolID>6<",
        ] { #expect(list.contains(expected)) }
    }

    @Test(
        "an IP filter that makes no sense is refused",
        arguments: [
            "<r:HdrIPVersion>5</r:HdrIPVersion>",
            "<r:HdrIPVersion>4</r:HdrIPVersion><r:HdrSrcAddress>0a0000</r:HdrSrcAddress>",
            "<r:HdrIPVersion>6</r:HdrIPVersion><r:HdrSrcAddress>10.0.0.1</r:HdrSrcAddress>",
            "<r:HdrIPVersion>4</r:HdrIPVersion><r:HdrProtocolID>6</r:HdrProtocolID><r:HdrDestPortStart>9</r:HdrDestPortStart><r:HdrDestPortEnd>8</r:HdrDestPortEnd>",
            "<r:HdrIPVersion>4</r:HdrIPVersion><r:HdrDestPortStart>9</r:HdrDestPortStart>",
            "<r:HdrIPVersion>4</r:HdrIPVersion><r:HdrProtocolID>17</r:HdrProtocolID><r:TCPFlagsOn>1</r:TCPFlagsOn>",
            "<r:HdrIPVersion>4</r:HdrIPVersion><r:HdrDSCP>64</r:HdrDSCP>",
            "<r:HdrIPVersion>4</r:HdrIPVersion><r:HdrFlowLabel>000005</r:HdrFlowLabel>",
            "<r:HdrIPVersion>4</r:HdrIPVersion><r:HdrSrcAddress>0a000001</r:HdrSrcAddress><r:HdrSrcMask>ffffff00</r:HdrSrcMask><r:HdrSrcAddressEndOfRange>0a000002</r:HdrSrcAddressEndOfRange>",
        ]
    )
    func badFilter(_ properties: String) async {
        #expect(await bench.createIPFilter(properties).contains("AMT-STATUS 36"))
        #expect(await bench.list("AMT_IPHeadersFilter").contains("InstanceID") == false)
    }

    @Test("a filter that limits a rate is taken with its packets per second, and gives them back")
    func rateLimit() async {
        let properties = "<r:HdrIPVersion>4</r:HdrIPVersion><r:FilterProfileData>25</r:FilterProfileData>"
        #expect(await bench.createIPFilter(properties, profile: 2).contains("ResourceCreated"))
        let list = await bench.list("AMT_IPHeadersFilter")
        #expect(list.contains("FilterProfile>2<"))
        #expect(list.contains("FilterProfileData>25<"))
    }

    @Test("a limit without a rate is refused as AMT refuses a Create: the service's fault, its status in the detail")
    func rateLimitWithoutRate() async {
        let answer = await bench.createIPFilter("<r:HdrIPVersion>4</r:HdrIPVersion>", profile: 2)
        expectRefusal(answer, status: 36)
        #expect(await bench.list("AMT_IPHeadersFilter").contains("InstanceID") == false)
    }

    @Test(
        "a policy that names filters which are not there, or one twice, is refused whole",
        arguments: [[7], [1, 7], [1, 1]]
    )
    func missingHandles(_ handles: [Int]) async {
        _ = await bench.createEthernetFilter(type: 2054)
        expectRefusal(await bench.createPolicy("p", filters: handles), status: 36)
        #expect(await bench.list("AMT_SystemDefensePolicy").contains("InstanceID") == false)
        #expect(await bench.createPolicy("p", filters: [1]).contains("Policy 1<"))
    }

    /// Intrinsic operations have no ReturnValue: AMT carries its status in the detail of the fault.
    private func expectRefusal(_ answer: String, status: Int) {
        for expected in [":Receiver<", ":InternalError<", "AMT-STATUS \(status)<"] {
            #expect(answer.contains(expected))
        }
    }

    @Test("a policy acts on packets from when it is enabled to when it is disabled")
    func enable() async {
        #expect(await bench.pc.send(DefenseBench.arp) == .pass)
        await dropARP()
        #expect(await bench.pc.send(DefenseBench.arp) == .drop(.filter(1)))
        let link = await bench.list("AMT_NetworkPortSystemDefensePolicy")
        #expect(link.contains("Active>true<"))
        #expect(link.contains("Enabled>true<"))
        #expect(link.contains("Name=\"DeviceID\">Intel(r) AMT Ethernet Port 0<"))
        #expect(link.contains("Name=\"InstanceID\">Intel(r) AMT:Policy 1<"))
        #expect(await bench.leave(1).contains("Fault") == false)
        #expect(await bench.pc.send(DefenseBench.arp) == .pass)
    }

    @Test("a policy never opens what the stance has closed")
    func stanceIsAbove() async {
        _ = await bench.createEthernetFilter(type: 2048, profile: 3)
        _ = await bench.createPolicy("pass", filters: [1])
        _ = await bench.choose(1)
        await bench.pc.requestStance(.quarantine, reason: "test")
        #expect(await bench.pc.send(DefenseBench.attempt(443)) == .drop(.quarantine))
    }

    @Test("what is in use cannot be deleted")
    func inUse() async {
        await dropARP()
        let filter = "<w:Selector Name=\"InstanceID\">1</w:Selector>"
        #expect(await bench.delete("AMT_Hdr8021Filter", filter).contains("AMT-STATUS 16"))
        #expect(await bench.delete("AMT_SystemDefensePolicy", DefenseBench.policy(1)).contains("AMT-STATUS 16"))
        _ = await bench.leave(1)
        #expect(await bench.delete("AMT_SystemDefensePolicy", DefenseBench.policy(1)).contains("Fault") == false)
        #expect(await bench.delete("AMT_Hdr8021Filter", filter).contains("Fault") == false)
        #expect(await bench.list("AMT_Hdr8021Filter").contains("InstanceID") == false)
    }

    @Test("of two owners' policies the one of greater precedence is in force, without one the default")
    func owners() async {
        await dropARP()
        _ = await bench.createPolicy("agent", precedence: 9, filters: [], txDrop: true)
        _ = await bench.choose(2, for: "AMT_AgentPresenceInterfacePolicy")
        _ = await bench.choose(2, for: "AMT_NetworkPortDefaultSystemDefensePolicy")
        #expect(await bench.list("AMT_AgentPresenceInterfacePolicy").contains("Enabled>false<"))
        #expect(await bench.pc.send(DefenseBench.arp) == .drop(.filter(1)))
        #expect(await bench.list("AMT_NetworkPortDefaultSystemDefensePolicy").contains("Active>false<"))
        _ = await bench.leave(1)
        #expect(await bench.pc.send(DefenseBench.arp) == .drop(.otherwise))
        #expect(await bench.list("AMT_NetworkPortDefaultSystemDefensePolicy").contains("Active>true<"))
    }

    @Test("the policy for the outside is in force as long as the network is none of the company's")
    func outside() async {
        await dropARP()
        _ = await bench.leave(1)
        _ = await bench.choose(1, for: "AMT_EnvironmentDetectionInterfacePolicy")
        #expect(await bench.pc.send(DefenseBench.arp) == .pass)
        let inside = "<DetectionAlgorithm>0</DetectionAlgorithm>"
        let company = "<DetectionStrings>branch.example</DetectionStrings>" + inside
        _ = await bench.put("AMT_EnvironmentDetectionSettingData", company)
        #expect(await bench.list("AMT_EnvironmentDetectionInterfacePolicy").contains("Enabled>true<"))
        #expect(await bench.pc.send(DefenseBench.arp) == .drop(.filter(1)))
        _ = await bench.put("AMT_EnvironmentDetectionSettingData", inside)
        #expect(await bench.pc.send(DefenseBench.arp) == .pass)
    }

    /// Waits until the policy for the outside is enabled, or is not, while the engine follows its PC.
    private func expectOutside(_ isOutside: Bool) async {
        let word = "Enabled>\(isOutside)<"
        while !Task.isCancelled, await !bench.list("AMT_EnvironmentDetectionInterfacePolicy").contains(word) {
            await Task.yield()
        }
    }

    @Test("a PC that comes into another network is judged again", .timeLimit(.minutes(1)))
    func moved() async throws {
        await dropARP()
        _ = await bench.leave(1)
        _ = await bench.choose(1, for: "AMT_EnvironmentDetectionInterfacePolicy")
        let company = """
            <DetectionAlgorithm>0</DetectionAlgorithm><DetectionStrings>branch.example</DetectionStrings>\
            <DetectionIPv6LocalPrefixes>2001:db8:7::/48</DetectionIPv6LocalPrefixes>
            """
        let networks: [(NetworkSigns, Bool)] = [
            (NetworkSigns(domain: "Tokyo.Branch.Example"), false), (NetworkSigns(domain: "cafe.example"), true),
            (NetworkSigns(domain: "cafe.example", ipv6Networks: [try network("2001:db8:7:1::/64")]), false),
            (NetworkSigns(domain: "", ipv6Networks: [try network("2001:db8:8::/64")]), true),
        ]
        _ = await bench.put("AMT_EnvironmentDetectionSettingData", company)
        for (signs, isOutside) in networks {
            await bench.pc.move(to: signs)
            // The engine looks as soon as it runs.
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await bench.engine.run() }
                await expectOutside(isOutside)
                group.cancelAll()
            }
            #expect(await bench.pc.send(DefenseBench.arp) == (isOutside ? .drop(.filter(1)) : .pass))
        }
    }

    private func network(_ text: String) throws -> IPv6Network { try #require(IPv6Network(untrusted: text)) }

    @Test("the policy for the outside can be chosen by the settings' own method")
    func outsideByMethod() async {
        await dropARP()
        _ = await bench.leave(1)
        func choose(_ policy: String) async -> String {
            await bench.invoke("AMT_EnvironmentDetectionSettingData", "SetSystemDefensePolicy", policy)
        }
        func reference(_ policy: Int) -> String {
            """
            <r:Policy><a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>x</w:ResourceURI><w:SelectorSet>\
            \(DefenseBench.policy(policy))</w:SelectorSet></a:ReferenceParameters></r:Policy>
            """
        }
        #expect(await choose(reference(1)).contains("ReturnValue>0<"))
        #expect(await bench.list("AMT_EnvironmentDetectionInterfacePolicy").contains("Intel(r) AMT:Policy 1<"))
        #expect(await choose(reference(7)).contains("ReturnValue>\(PTStatus.notFound.rawValue)<"))
        #expect(await choose("").contains("ReturnValue>0<"))
        #expect(await !bench.list("AMT_EnvironmentDetectionInterfacePolicy").contains("Policy 1<"))
    }

    @Test("statistics are read when asked to, and shaped as MeshCommander takes them apart")
    func statistics() async throws {
        await dropARP()
        for _ in 0..<3 { _ = await bench.pc.send(DefenseBench.arp) }
        #expect(await bench.updateStatistics(1, reset: true).contains("ReturnValue>0<"))
        _ = await bench.pc.send(DefenseBench.arp)
        let first = await bench.list("AMT_ActiveFilterStatistics")
        #expect(first.contains("ReadCount>3<"))
        #expect(first.contains("FilterMatched>true<"))
        let selectors = try #require(first.split(separator: "Dependent>").dropFirst().first)
            .split(separator: "Selector Name=\"").map(String.init)
        #expect(selectors.contains { $0.hasPrefix("Dependent\"") && $0.contains("EndpointReference") })
        #expect(selectors.contains { $0.hasPrefix("Name\">arp<") })
        #expect(await bench.updateStatistics(1).contains("ReturnValue>0<"))
        #expect(await bench.list("AMT_ActiveFilterStatistics").contains("ReadCount>1<"))
    }

    @Test("its times are those of the engine's clock, which a console has set")
    func clock() async {
        await dropARP()
        let set = "<r:Ta0>1</r:Ta0><r:Tm1>2000000000</r:Tm1><r:Tm2>2000000000</r:Tm2>"
        _ = await bench.invoke("AMT_TimeSynchronizationService", "SetHighAccuracyTimeSynch", set)
        let list = await bench.list("AMT_ActiveFilterStatistics")
        // 2,000,000,000 seconds are the 18th of May 2033.
        for name in ["ActivationTime", "LastResetTime"] {
            #expect(list.contains(":\(name)><") && list.contains("Datetime>2033-05-18T"))
        }
        #expect(!list.contains("Datetime>202"))
    }

    @Test("a timeout is told as it was set, and one that is reserved is refused")
    func timeout() async {
        await dropARP()
        let selectors = DefenseBench.policy(1)
        func set(_ minutes: Int) async -> String {
            let input = "<r:Timeout>\(minutes)</r:Timeout>"
            return await bench.invoke("AMT_SystemDefensePolicy", "SetTimeout", input, selectors: selectors)
        }
        #expect(await set(65_536).contains("ReturnValue>36<"))
        #expect(await set(30).contains("ReturnValue>0<"))
        let told = await bench.invoke("AMT_SystemDefensePolicy", "GetTimeout", "", selectors: selectors)
        #expect(told.contains("Timeout>30<"))
    }

    @Test("all of it is there after the engine's end, and in force before anything is asked")
    func restored() async throws {
        await dropARP()
        let again = try await DefenseBench(nvram: bench.nvram)
        #expect(await again.pc.send(DefenseBench.arp) == .drop(.filter(1)))
        #expect(await again.list("AMT_NetworkPortSystemDefensePolicy").contains("Active>true<"))
        #expect(await again.createEthernetFilter(type: 2048).contains("Name=\"InstanceID\">2<"))
    }

    @Test("programs on the PC may not change it")
    func localCaller() async {
        var local = bench
        local.caller = Caller(user: "admin", interface: .local, isEncrypted: false)
        #expect(await local.createEthernetFilter(type: 2054).contains("Fault"))
        #expect(await bench.list("AMT_Hdr8021Filter").contains("InstanceID") == false)
    }

    @Test(
        "the classes that a client's panel asks for answer, empty or not",
        arguments: [
            "AMT_SystemDefensePolicy", "AMT_NetworkPortSystemDefensePolicy", "AMT_Hdr8021Filter", "AMT_IPHeadersFilter",
            "AMT_NetworkFilter", "AMT_FilterInSystemDefensePolicy", "AMT_SystemDefensePolicyInService",
            "AMT_EnvironmentDetectionInterfacePolicy",
        ]
    )
    func emptyLists(_ name: String) async {
        let answer = await bench.list(name)
        #expect(answer.contains("EndOfSequence"))
        #expect(answer.contains("Fault") == false)
    }

    @Test("capabilities say how much there is room for")
    func capabilities() async {
        let general = await bench.get("AMT_GeneralSystemDefenseCapabilities")
        #expect(general.contains("GlobalMaxSupportedFilters>4096<"))
        #expect(general.contains("GlobalMaxSupportedPolicies>64<"))
        let port = await bench.get("AMT_NetworkPortSystemDefenseCapabilities")
        for expected in ["IPv6_MaxTxFilters>4096<", "IPv4_AntiSpoofingCapable>true<", "IPv6_AntiSpoofingCapable>true<"]
        {
            #expect(port.contains(expected))
        }
        #expect(await bench.get("AMT_SystemDefenseService").contains("Intel(r) AMT System Defense Service"))
    }

    @Test("an outbreak is contained, told, and ended by command")
    func heuristics() async {
        let settings = """
            <r:BlockAll>false</r:BlockAll><r:BlockOffensivePort>true</r:BlockOffensivePort><r:Enabled>true</r:Enabled>\
            <r:EncounterTimeout>0</r:EncounterTimeout><r:SlowConnectionRateClearTime>50000</r:SlowConnectionRateClearTime>\
            <r:SlowConnectionRateThreshold>5</r:SlowConnectionRateThreshold>
            """
        #expect(await bench.put("AMT_HeuristicPacketFilterSettings", settings).contains("Enabled>true<"))
        for host: UInt8 in 1...6 { _ = await bench.pc.send(DefenseBench.attempt(445, to: host)) }
        #expect(await bench.pc.send(DefenseBench.attempt(445)) == .drop(.contained))
        let told = await bench.get("AMT_HeuristicPacketFilterStatistics")
        for expected in ["State>2<", "TriggerReason>2<", "BlockedOffensivePort>445<", "BlockedAll>false<"] {
            #expect(told.contains(expected))
        }
        let reset = "<r:SelectedStatistics>State</r:SelectedStatistics>"
        let answer = await bench.invoke("AMT_HeuristicPacketFilterStatistics", "ResetSelectedStats", reset)
        #expect(answer.contains("ReturnValue>0<"))
        #expect(await bench.pc.send(DefenseBench.attempt(445)) == .pass)
        #expect(await bench.get("AMT_HeuristicPacketFilterStatistics").contains("State>0<"))
    }

    @Test("of an outbreak nothing is told any more when the heuristics are switched off")
    func heuristicsOff() async {
        let settings = """
            <r:BlockAll>true</r:BlockAll><r:BlockOffensivePort>false</r:BlockOffensivePort><r:Enabled>true</r:Enabled>\
            <r:SlowConnectionRateThreshold>5</r:SlowConnectionRateThreshold>
            """
        _ = await bench.put("AMT_HeuristicPacketFilterSettings", settings)
        for host: UInt8 in 1...6 { _ = await bench.pc.send(DefenseBench.attempt(445, to: host)) }
        #expect(await bench.get("AMT_HeuristicPacketFilterStatistics").contains("BlockedAll>true<"))
        _ = await bench.put("AMT_HeuristicPacketFilterSettings", "<r:Enabled>false</r:Enabled>")
        let told = await bench.get("AMT_HeuristicPacketFilterStatistics")
        for expected in ["State>3<", "TriggerReason>0<", "BlockedAll>false<"] { #expect(told.contains(expected)) }
        #expect(!told.contains("TimeStamp>"))
    }

    @Test("heuristics with windows out of range are refused")
    func badHeuristics() async {
        let settings = "<r:FastConnectionRateClearTime>9</r:FastConnectionRateClearTime><r:Enabled>true</r:Enabled>"
        #expect(await bench.put("AMT_HeuristicPacketFilterSettings", settings).contains("AMT-STATUS 36"))
        #expect(await bench.get("AMT_HeuristicPacketFilterSettings").contains("Enabled>false<"))
    }
}
