import CIMModel
import FoundationEssentials
import Testing

/// Answers of real firmware, which lie beside the repository.
enum RecordedShapes {
    private static let folder =
        #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(6).joined(separator: "/")
        + "/shared/recorded/go-wsman-messages/responses/"

    static let exist = FileManager.default.fileExists(atPath: folder)

    /// The names of the first instance's properties, in order.
    static func names(of name: String, in answer: String) -> [String] {
        guard let start = answer.firstRange(of: ":\(name)>"), let end = answer.firstRange(of: "</g:\(name)>") else {
            return []
        }
        let tags = answer[start.upperBound..<end.lowerBound].split(separator: "<").compactMap { piece -> String? in
            guard piece.hasPrefix("g:"), let close = piece.firstIndex(of: ">") else { return nil }
            return String(piece[piece.index(piece.startIndex, offsetBy: 2)..<close])
        }
        return tags.filter { !$0.hasSuffix("/") }
    }

    /// The same names, each once where the values of one property follow one another.
    static func properties(of name: String, in answer: String) -> [String] {
        names(of: name, in: answer).reduce(into: []) { all, name in
            if all.last != name { all.append(name) }
        }
    }

    static func answer(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: folder + path + "/get.xml")), as: UTF8.self)
    }
}

@Suite("The shape of recorded settings", .enabled(if: RecordedShapes.exist))
struct RecordedShapeTests {
    /// The class, where its answer lies, and what later firmware has besides.
    private static let recorded: [(name: String, path: String, besides: Set<String>)] = [
        ("AMT_8021XProfile", "amt/ieee8021x/profile", []),
        ("AMT_AlarmClockService", "amt/alarmclock", []),
        ("AMT_EnvironmentDetectionSettingData", "amt/environmentdetection", ["DetectionStrings"]),
        ("AMT_KerberosSettingData", "amt/kerberos", []),
        ("AMT_RedirectionService", "amt/redirectionservice", []),
        ("AMT_RemoteAccessCapabilities", "amt/remoteaccess/capabilities", []),
        ("AMT_RemoteAccessService", "amt/remoteaccess/service", []),
        ("AMT_SetupAndConfigurationService", "amt/setupandconfiguration", []),
        ("AMT_TimeSynchronizationService", "amt/timesynchronization", []),
        ("AMT_UserInitiatedConnectionService", "amt/userinitiatedconnection", []),
        ("CIM_EthernetPort", "cim/ethernetport", []),
        ("CIM_KVMRedirectionSAP", "cim/kvm", []),
        ("CIM_RedirectionService", "cim/redirectionservice", []),
        ("IPS_HostBasedSetupService", "ips/hostbasedsetup", []),
        ("IPS_HostIPSettings", "ips/hostipsettings", []),
        ("IPS_IEEE8021xSettings", "ips/ieee8021x/settings", []),
        ("IPS_IPv6PortSettings", "ips/ipv6portsettings", []),
        ("IPS_KVMRedirectionSettingData", "ips/kvmredirection/settings", []),
        ("IPS_LANEndpoint", "ips/lanendpoint", []),
        ("IPS_OptInService", "ips/optin", []),
        ("IPS_ProvisioningRecordLog", "ips/provisioningrecordlog", []),
        // A virtual board has no Boot Guard, and does not know what its processor's stepping is.
        ("AMT_BootSettingData", "amt/boot/settingdata", ["BootguardStatus"]),
        ("CIM_BIOSElement", "cim/bios/element", []),
        ("CIM_BIOSFeature", "cim/bios/feature", []),
        ("CIM_BootConfigSetting", "cim/boot/configsetting", []),
        ("CIM_BootService", "cim/boot/service", []),
        ("CIM_Card", "cim/card", []),
        ("CIM_Chassis", "cim/chassis", []),
        ("CIM_Chip", "cim/chip", []),
        ("CIM_ComputerSystemPackage", "cim/computer/systempackage", []),
        ("CIM_PowerManagementService", "cim/power/managementservice", []),
        ("CIM_Processor", "cim/physical/processor", ["Stepping"]),
        ("IPS_HostBootReason", "ips/hostbootreason", []),
        ("AMT_GeneralSettings", "amt/general", ["DHCPSyncRequiresHostname", "ThunderboltDockEnabled"]),
    ]

    @Test(
        "has the engine's answer too: the same properties in the same order",
        arguments: Self.recorded
    )
    func shape(name: String, path: String, besides: Set<String>) async throws {
        let recorded = RecordedShapes.properties(of: name, in: try RecordedShapes.answer(path))
        let ours = RecordedShapes.properties(of: name, in: try await SettledPC.answer(to: name))
        #expect(!recorded.isEmpty)
        #expect(ours == recorded.filter { !besides.contains($0) })
    }

    @Test("has the wired port's answer too, but for the addresses, which are those of the host")
    func wiredPort() async throws {
        let name = "AMT_EthernetPortSettings"
        let addresses = ["DefaultGateway", "IPAddress", "PrimaryDNS", "SecondaryDNS", "SubnetMask"]
        func properties(_ answer: String) -> [String] {
            RecordedShapes.properties(of: name, in: answer).filter { !addresses.contains($0) }
        }
        let recorded = properties(try RecordedShapes.answer("amt/ethernetport"))
        #expect(recorded.count == 11)
        #expect(properties(try await SettledPC.answer(to: name)) == recorded)
    }
}

extension SettledPC {
    fileprivate static func answer(to name: String) async throws -> String {
        try await SettledPC().get(.init(stringLiteral: name))
    }
}
