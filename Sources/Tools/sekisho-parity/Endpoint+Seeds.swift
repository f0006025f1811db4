import CIMModel
import WSMan

/// One instance of each class of which a new endpoint has none and a console makes some.
extension Endpoint {
    /// A request that makes something.
    struct Seed {
        let operation: WSManOperation
        let name: ClassName
        var selectors = ""
        /// What stands within the element of the request's body.
        let content: String
    }

    /// Asks for each seed.
    ///
    /// - Throws: ``Refused`` when one is not made.
    func seed() async throws {
        for seed in Self.seeds {
            let answer = try await answer(
                seed.operation,
                seed.name.resourceURI,
                selectors: seed.selectors,
                Self.body(seed)
            )
            guard answer == .done else { throw Refused(seed: "\(seed.operation) of \(seed.name)") }
        }
    }

    /// A seed that was not made: what can be said without it is not the truth.
    struct Refused: Error {
        let seed: String
    }

    private static func body(_ seed: Seed) -> String {
        let element =
            switch seed.operation {
            case .invoke(let method): method + "_INPUT"
            case .subscribe: "Subscribe"
            default: seed.name.description
            }
        let namespace = seed.operation == .subscribe ? WSManURI.eventing : seed.name.resourceURI
        return "<r:\(element) xmlns:r=\"\(namespace)\">\(seed.content)</r:\(element)>"
    }

    private static var seeds: [Seed] { defense + agents + subscribers + time }

    private static let device = "AAECAwQFBgcICQoLDA0ODw=="

    private static var defense: [Seed] {
        let policyOwners: [ClassName] = [
            "AMT_NetworkPortSystemDefensePolicy", "AMT_NetworkPortDefaultSystemDefensePolicy",
            "AMT_AgentPresenceInterfacePolicy", "AMT_EnvironmentDetectionInterfacePolicy",
            "AMT_HeuristicPacketFilterInterfacePolicy",
        ]
        let link =
            reference("Antecedent", "DeviceID", "Intel(r) AMT Ethernet Port 0")
            + reference("Dependent", "InstanceID", "Intel(r) AMT:Policy 1")
        let filter =
            "<r:FilterProfile>0</r:FilterProfile><r:FilterDirection>0</r:FilterDirection>"
            + "<r:ActionEventOnMatch>false</r:ActionEventOnMatch>"
        return [
            Seed(
                operation: .create,
                name: "AMT_Hdr8021Filter",
                content: "<r:Name>arp</r:Name><r:HdrProtocolID8021>2054</r:HdrProtocolID8021>" + filter
            ),
            Seed(
                operation: .create,
                name: "AMT_IPHeadersFilter",
                content: "<r:Name>ip</r:Name><r:HdrIPVersion>4</r:HdrIPVersion>" + filter
            ),
            Seed(
                operation: .create,
                name: "AMT_SystemDefensePolicy",
                content: """
                    <r:PolicyName>p</r:PolicyName><r:PolicyPrecedence>1</r:PolicyPrecedence>\
                    <r:AntiSpoofingSupport>0</r:AntiSpoofingSupport><r:FilterCreationHandles>1</r:FilterCreationHandles>\
                    <r:TxDefaultDrop>false</r:TxDefaultDrop><r:TxDefaultMatchEvent>false</r:TxDefaultMatchEvent>\
                    <r:TxDefaultCount>false</r:TxDefaultCount><r:RxDefaultDrop>false</r:RxDefaultDrop>\
                    <r:RxDefaultMatchEvent>false</r:RxDefaultMatchEvent><r:RxDefaultCount>false</r:RxDefaultCount>
                    """
            ),
        ] + policyOwners.map { Seed(operation: .create, name: $0, content: link) }
    }

    private static var agents: [Seed] {
        [
            Seed(
                operation: .create,
                name: "AMT_AgentPresenceWatchdog",
                content: """
                    <r:DeviceID>\(device)</r:DeviceID><r:MonitoredEntityDescription>guard\
                    </r:MonitoredEntityDescription><r:StartupInterval>60</r:StartupInterval>\
                    <r:TimeoutInterval>60</r:TimeoutInterval>
                    """
            ),
            Seed(
                operation: .invoke("AddAction"),
                name: "AMT_AgentPresenceWatchdog",
                selectors: selector("DeviceID", device),
                content: "<r:OldState>31</r:OldState><r:NewState>31</r:NewState>"
                    + "<r:EventOnTransition>true</r:EventOnTransition>"
            ),
        ]
    }

    private static var subscribers: [Seed] {
        [
            Seed(
                operation: .create,
                name: "AMT_SNMPEventSubscriber",
                content: "<r:AccessInfo>192.0.2.9</r:AccessInfo><r:CommunityString>branch</r:CommunityString>"
                    + "<r:PolicyID>1</r:PolicyID><r:PortInfo>162</r:PortInfo>"
            ),
            Seed(
                operation: .subscribe,
                name: "CIM_FilterCollection",
                selectors: selector("InstanceID", "Intel(r) AMT:All"),
                content: "<r:Delivery><r:NotifyTo><a:Address>http://192.0.2.9/</a:Address></r:NotifyTo></r:Delivery>"
            ),
            // The log is told of it.
            Seed(operation: .put, name: "IPS_OptInService", content: "<r:OptInRequired>1</r:OptInRequired>"),
        ]
    }

    private static var time: [Seed] {
        [
            Seed(
                operation: .invoke("AddAlarm"),
                name: "AMT_AlarmClockService",
                content: """
                    <r:AlarmTemplate><s:InstanceID xmlns:s="\(alarm)">Morning</s:InstanceID>\
                    <s:StartTime xmlns:s="\(alarm)"><p:Datetime xmlns:p="\(WSManURI.common)">2090-01-01T06:30:00Z\
                    </p:Datetime></s:StartTime></r:AlarmTemplate>
                    """
            )
        ]
    }

    private static let alarm = ClassName("IPS_AlarmClockOccurrence").resourceURI

    private static func selector(_ name: String, _ value: String) -> String {
        "<w:SelectorSet><w:Selector Name=\"\(name)\">\(value)</w:Selector></w:SelectorSet>"
    }

    private static func reference(_ property: String, _ name: String, _ value: String) -> String {
        "<r:\(property)><a:Address>x</a:Address><a:ReferenceParameters><w:ResourceURI>x</w:ResourceURI>"
            + selector(name, value) + "</a:ReferenceParameters></r:\(property)>"
    }
}
