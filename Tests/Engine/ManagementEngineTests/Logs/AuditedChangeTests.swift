import RemoteControl
import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import Testing
import VirtualPC
import WSMan
import XML

@testable import Auditing
@testable import ManagementEngine

private let configuration: ClassName = "CIM_BootConfigSetting"
private let bootService: ClassName = "CIM_BootService"
private let settings: ClassName = "AMT_BootSettingData"

extension ManagedPC {
    /// What the audit log has been told since the engine's first start.
    fileprivate func told() async throws -> [AuditEntry] {
        try await nvram.auditRecords().dropFirst(3).compactMap { bytes in
            let record = try #require(AuditRecord(bytes))
            return AuditEvent(rawValue: UInt32(record.application) << 16 | UInt32(record.event))
                .map { AuditEntry($0, record.extended) }
        }
    }

    fileprivate func put(_ name: ClassName, _ properties: String) async -> String {
        let instance = "<\(name) xmlns=\"\(name.resourceURI)\">\(properties)</\(name)>"
        return await ask("http://schemas.xmlsoap.org/ws/2004/09/transfer/Put", name, body: instance)
    }

    fileprivate func choose(_ device: BootDevice) async {
        let source = """
            <Source xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><a:Address>x</a:Address><a:ReferenceParameters>\
            <w:ResourceURI>x</w:ResourceURI><w:SelectorSet><w:Selector Name="InstanceID">\(device.instanceID)\
            </w:Selector></w:SelectorSet></a:ReferenceParameters></Source>
            """
        _ = await invoke(configuration, "ChangeBootOrder", source)
    }

    fileprivate func role(_ role: Int) async {
        _ = await invoke(bootService, "SetBootConfigRole", "<Role>\(role)</Role>")
    }
}

@Suite("The audit log of boot options")
struct BootAuditTests {
    private static let on = "<PowerState>2</PowerState>"

    @Test(
        "tells the device that was chosen, when it is chosen and when the PC starts from it",
        arguments: [(BootDevice.network, UInt8(1)), (.disk, 2), (.cd, 5)]
    )
    func device(device: BootDevice, command: UInt8) async throws {
        let pc = try await ManagedPC()
        await pc.role(1)
        await pc.choose(device)
        _ = await pc.invoke("CIM_PowerManagementService", "RequestPowerStateChange", Self.on)
        _ = await pc.invoke("CIM_PowerManagementService", "RequestPowerStateChange", "<PowerState>10</PowerState>")
        let options: [UInt8] = [command, 0, 0, 0, 0, 0, 0]
        let nothing: [UInt8] = [0, 0, 0, 0, 0, 0, 0]
        #expect(
            try await pc.told() == [
                AuditEntry(.bootOptionsSet, nothing), AuditEntry(.bootOptionsSet, options),
                AuditEntry(.poweredUp, options), AuditEntry(.reset, nothing),
            ]
        )
    }

    @Test(
        "tells the options in the parameter of Intel's command and in the mask of ASF",
        arguments: [
            ("<BIOSSetup>true</BIOSSetup>", [0xC1, 0, 0x08, 0, 0, 0, 0]),
            ("<BIOSPause>true</BIOSPause>", [0xC1, 0, 0x10, 0, 0, 0, 0]),
            ("<EnforceSecureBoot>true</EnforceSecureBoot>", [0xC1, 0, 0x02, 0, 0, 0, 0]),
            ("<ForcedProgressEvents>true</ForcedProgressEvents>", [0, 0, 0, 0, 0x10, 0, 0]),
            ("<ConfigurationDataReset>true</ConfigurationDataReset>", [0, 0, 0, 0, 0x80, 0, 0]),
        ] as [(String, [UInt8])]
    )
    func options(properties: String, told: [UInt8]) async throws {
        let pc = try await ManagedPC()
        #expect(await pc.put(settings, properties).contains("PutResponse"))
        await pc.role(1)
        await pc.role(32_768)
        let nothing: [UInt8] = [0, 0, 0, 0, 0, 0, 0]
        #expect(try await pc.told().map(\.extended) == [told, told, nothing])
    }

    @Test("tells a platform erase when it is ordered and when the PC is started for it")
    func erase() async throws {
        let pc = try await ManagedPC()
        _ = await pc.invoke(bootService, "RequestStateChange", "<RequestedState>32770</RequestedState>")
        let disk: [UInt8] = [0x86, 0x80, 1, 0, 4, 0, 0, 0, 4, 0, 0, 0]  // Intel, devices, 4 bytes, disks
        let erase = """
            <PlatformErase>true</PlatformErase><UefiBootNumberOfParams>1</UefiBootNumberOfParams>\
            <UefiBootParametersArray>\(Data(disk).base64EncodedString())</UefiBootParametersArray>
            """
        #expect(await pc.put(settings, erase).contains("PutResponse"))
        await pc.role(1)
        await pc.choose(.network)
        _ = await pc.invoke("CIM_PowerManagementService", "RequestPowerStateChange", Self.on)
        let told = try await pc.told()
        #expect(told.map(\.event) == [.bootOptionsSet, .bootOptionsSet, .bootOptionsSet, .poweredUp])
        #expect(told.allSatisfy { $0.extended == [0xC1, 0, 0x80, 0, 0, 0, 0] })
    }
}

@Suite("The audit log of other ways")
struct AuditedChangeTests {
    @Test("tells of the PC that it was switched on and reset through its own class")
    func system() async throws {
        let pc = try await ManagedPC()
        let name: ClassName = "CIM_ComputerSystem"
        for state in [2, 11, 3] {
            let body =
                "<RequestStateChange_INPUT xmlns=\"\(name.resourceURI)\"><RequestedState>\(state)</RequestedState>"
                + "</RequestStateChange_INPUT>"
            let chosen = ["Name": "ManagedSystem"]
            let answer = await pc.ask(name.resourceURI + "/RequestStateChange", name, selectors: chosen, body: body)
            #expect(text("ReturnValue", in: answer) == "0")
        }
        #expect(try await pc.told().map(\.event) == [.poweredUp, .reset, .poweredDown])
    }

    @Test("tells of accounts that were disabled and removed as the DMTF describes them")
    func accounts() async throws {
        let pc = try await ManagedPC()
        _ = try await pc.caller("eve", realms: .hardwareAsset)
        let name: ClassName = "CIM_Account"
        let body =
            "<RequestStateChange_INPUT xmlns=\"\(name.resourceURI)\"><RequestedState>3</RequestedState>"
            + "</RequestStateChange_INPUT>"
        let chosen = ["UserID": "eve"]
        let answer = await pc.ask(name.resourceURI + "/RequestStateChange", name, selectors: chosen, body: body)
        #expect(text("ReturnValue", in: answer) == "0")
        _ = await pc.ask("http://schemas.xmlsoap.org/ws/2004/09/transfer/Delete", name, selectors: chosen)
        let eve: [UInt8] = [0x00, 0x03] + Array("eve".utf8)
        #expect(
            try await pc.told() == [
                AuditEntry(.accountAdded, eve), AuditEntry(.accountStateChanged, [0x00] + eve),
                AuditEntry(.accountRemoved, eve),
            ]
        )
    }

    @Test(
        "tells of the wired port what was changed, the address or the link policy",
        arguments: [
            ("<LinkPolicy>1</LinkPolicy>", [.linkPolicySet]),
            ("<LinkPolicy>1</LinkPolicy><LinkPolicy>14</LinkPolicy>", []),
            ("<DHCPEnabled>true</DHCPEnabled>", [.addressSet]),
            ("<IPAddress>192.0.2.8</IPAddress><LinkPolicy>16</LinkPolicy>", [.addressSet, .linkPolicySet]),
            ("<DHCPEnabled>false</DHCPEnabled><DefaultGateway></DefaultGateway>", []),
        ] as [(String, [AuditEvent])]
    )
    func port(properties: String, events: [AuditEvent]) throws {
        let rule = try #require(AuditTable.rules["AMT_EthernetPortSettings.Put"])
        let current = """
            <a><DHCPEnabled>false</DHCPEnabled><IPAddress>192.0.2.7</IPAddress><LinkPolicy>1</LinkPolicy>\
            <LinkPolicy>14</LinkPolicy></a>
            """
        let envelope = """
            <s:Envelope xmlns:s="\(WSManURI.soap)" xmlns:a="\(WSManURI.addressing)"><s:Header><a:Action>\
            \(WSManURI.transfer)/Put</a:Action></s:Header><s:Body><a>\(properties)</a></s:Body></s:Envelope>
            """
        let moment = AuditMoment(
            request: try WSManRequest(untrusted: Array(envelope.utf8)),
            caller: .administrator,
            users: [],
            armed: nil,
            current: try XMLReader.read(current.utf8)
        )
        #expect(rule(moment).map(\.event) == events)
    }

    @Test("tells of the link policy when a console has put another")
    func linkPolicy() async throws {
        let pc = try await ManagedPC()
        let key = "<InstanceID>Intel(r) AMT Ethernet Port Settings 0</InstanceID>"
        let answer = await pc.put("AMT_EthernetPortSettings", key + "<LinkPolicy>1</LinkPolicy>")
        #expect(answer.contains("PutResponse"))
        #expect(try await pc.told().map(\.event) == [.linkPolicySet])
    }

    @Test("tells of a Kerberos key besides the settings around it, and never the key")
    func kerberos() async throws {
        let pc = try await ManagedPC()
        let name: ClassName = "AMT_KerberosSettingData"
        _ = await pc.put(name, "<RealmName>EXAMPLE.TEST</RealmName>")
        _ = await pc.put(name, "<Passphrase>long and secret</Passphrase>")
        #expect(
            try await pc.told() == [
                AuditEntry(.kerberosSettingsModified), AuditEntry(.kerberosSettingsModified),
                AuditEntry(.kerberosKeyModified),
            ]
        )
    }

    @Test("tells that a watchdog may reset the PC")
    func watchdog() async throws {
        let pc = try await ManagedPC()
        let agent = Data(1...16).base64EncodedString()
        let watchdog: ClassName = "AMT_AgentPresenceWatchdog"
        let instance = """
            <r:\(watchdog) xmlns:r="\(watchdog.resourceURI)"><r:DeviceID>\(agent)</r:DeviceID>\
            <r:MonitoredEntityDescription>guard</r:MonitoredEntityDescription><r:StartupInterval>60</r:StartupInterval>\
            <r:TimeoutInterval>60</r:TimeoutInterval></r:\(watchdog)>
            """
        _ = await pc.ask("http://schemas.xmlsoap.org/ws/2004/09/transfer/Create", watchdog, body: instance)
        let reference = """
            <AgentPresenceWatchDog xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" \
            xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"><a:Address>x</a:Address><a:ReferenceParameters>\
            <w:ResourceURI>x</w:ResourceURI><w:SelectorSet><w:Selector Name="DeviceID">\(agent)</w:Selector>\
            </w:SelectorSet></a:ReferenceParameters></AgentPresenceWatchDog><ActionEnable>true</ActionEnable>
            """
        let answer = await pc.invoke("IPS_WatchDogAction", "ApplyActionOnWatchDog", reference)
        #expect(text("ReturnValue", in: answer) == "0")
        #expect(try await pc.told().map(\.event) == [.agentAdded, .watchdogPaired])
    }
}
