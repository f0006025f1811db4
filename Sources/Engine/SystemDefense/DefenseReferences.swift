import AMTSchema
import CIMModel
import PacketPolicy

/// How the parts of System Defense refer to each other.
enum DefenseReferences {
    static let deviceID = "Intel(r) AMT Ethernet Port 0"
    /// Consoles cut twenty characters before they show a policy's number.
    private static let policyPrefix = "Intel(r) AMT:Policy "

    /// The one port.
    static let port = Reference<CIM.EthernetPort>([
        "CreationClassName": "CIM_EthernetPort", "DeviceID": deviceID, "SystemCreationClassName": "CIM_ComputerSystem",
        "SystemName": "Intel(r) AMT",
    ])

    /// Whether a reference means the one port.
    static func isPort(_ untrusted: Reference<CIM.EthernetPort>?) -> Bool {
        guard let untrusted else { return false }
        return untrusted.selectors["DeviceID"] == deviceID
    }

    static func instanceID(policy handle: UInt32) -> String { policyPrefix + String(handle) }

    static func policy(_ handle: UInt32) -> Reference<AMT.SystemDefensePolicy> {
        Reference(["InstanceID": instanceID(policy: handle)])
    }

    /// The policy that an identifier names.
    static func policy(untrusted instanceID: String?) -> UInt32? {
        guard let instanceID, instanceID.hasPrefix(policyPrefix) else { return nil }
        return UInt32(instanceID.dropFirst(policyPrefix.count))
    }

    /// A filter, by all five keys of its class.
    static func filter(_ stored: StoredFilter) -> Reference<AMT.Hdr8021Filter> {
        let name = stored.className
        let keys = [
            "CreationClassName": name.description, "InstanceID": String(stored.filter.id), "Name": stored.name,
            "SystemCreationClassName": "CIM_ComputerSystem", "SystemName": "Intel(r) AMT",
        ]
        return Reference(to: EndpointReference(resourceURI: name.resourceURI, keys: keys.mapValues(KeyValue.text)))
    }

    /// A filter in its policy: the reference's keys are references.
    static func membership(_ policy: UInt32, _ filter: StoredFilter) -> Reference<AMT.FilterInSystemDefensePolicy> {
        Reference(keys: [
            "Antecedent": .reference(Self.policy(policy).target), "Dependent": .reference(Self.filter(filter).target),
        ])
    }
}

extension StoredFilter {
    /// The class that shows the filter.
    var className: ClassName {
        if case .frame = filter.match { AMT.Hdr8021Filter.className } else { AMT.IPHeadersFilter.className }
    }
}
