import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM

/// The engine's identity on the network.
struct GeneralSettings: Provider {
    let identity: Identity
    let digestRealm: String
    let nvram: NVRAM

    /// The names that a console may change.
    struct Names: Codable, Sendable {
        var host: String
        var domain: String
    }

    private static let key = "names"

    func instances() async throws -> [Instance<AMT.GeneralSettings>] {
        let names = try await nvram.setting(Self.key, as: Names.self) ?? Names(host: identity.name, domain: "")
        return [
            Instance {
                $0.amtNetworkEnabled = 1
                $0.ddnsUpdateByDHCPServerEnabled = true
                $0.ddnsUpdateEnabled = false
                $0.digestRealm = digestRealm
                $0.domainName = names.domain
                $0.elementName = "Intel(r) AMT: General Settings"
                $0.hostName = names.host
                $0.hostOSFQDN = ""
                $0.idleWakeTimeout = 65_535
                $0.instanceID = "Intel(r) AMT: General Settings"
                $0.networkInterfaceEnabled = true
                $0.pingResponseEnabled = true
                $0.powerSource = 0
                $0.preferredAddressFamily = 0
                $0.presenceNotificationInterval = 0
                $0.privacyLevel = 0
                $0.rmcpPingResponseEnabled = true
                $0.sharedFQDN = false
                $0.wsmanOnlyMode = true
            }
        ]
    }

    func put(
        _ wanted: Instance<AMT.GeneralSettings>,
        over current: Instance<AMT.GeneralSettings>,
        by caller: Caller
    ) async throws -> Instance<AMT.GeneralSettings> {
        let names = Names(
            host: String((wanted.hostName ?? current.hostName ?? "").prefix(63)),
            domain: String((wanted.domainName ?? current.domainName ?? "").prefix(191))
        )
        try await nvram.set(names, for: Self.key)
        var changed = current
        changed.hostName = names.host
        changed.domainName = names.domain
        return changed
    }
}

/// The engine's wired interface.
struct EthernetPortSettings: Provider {
    let identity: Identity
    let mac: String

    func instances() -> [Instance<AMT.EthernetPortSettings>] {
        [
            Instance {
                $0.dhcpEnabled = false
                $0.elementName = "Intel(r) AMT Ethernet Port Settings"
                $0.ipAddress = identity.address
                $0.instanceID = "Intel(r) AMT Ethernet Port Settings 0"
                $0.ipSyncEnabled = false
                $0.linkIsUp = true
                $0.linkPolicy = [1, 14]
                $0.macAddress = mac.lowercased().split(separator: ":").joined(separator: "-")
                $0.physicalConnectionType = 0
                $0.sharedDynamicIP = false
                $0.sharedMAC = false
                $0.sharedStaticIp = false
                $0.subnetMask = "255.255.255.0"
            }
        ]
    }
}

/// The wire of the PC that the filter guards.
struct EthernetPort: Provider {
    let mac: String

    func instances() -> [Instance<CIM.EthernetPort>] {
        [
            Instance {
                $0.creationClassName = "CIM_EthernetPort"
                $0.deviceID = "Intel(r) AMT Ethernet Port 0"
                $0.elementName = "Intel(r) AMT Ethernet Port"
                $0.enabledState = .enabled
                $0.networkAddresses = [mac.uppercased().filter { $0 != ":" }]
                $0.permanentAddress = mac.uppercased().filter { $0 != ":" }
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "Intel(r) AMT"
            }
        ]
    }
}

/// That the engine is provisioned, by an administrator.
struct SetupAndConfiguration: Provider {
    let identity: Identity
    let transport: TransportSettings

    func instances() -> [Instance<AMT.SetupAndConfigurationService>] {
        [
            Instance(named: "Intel(r) AMT Setup and Configuration Service") {
                $0.enabledState = .notApplicable
                $0.passwordModel = 1
                $0.provisioningMode = 1
                $0.provisioningState = 2
                $0.requestedState = .notApplicable
                $0.zeroTouchConfigurationEnabled = true
            }
        ]
    }

    var methods: [Handler<AMT.SetupAndConfigurationService>] {
        [
            .on(\.getUuid) { _, output in
                output.uuid = Data(identity.guidBytes).base64EncodedString()
                return .success
            },
            .on(\.commitChanges) { _, _ in
                try await transport.commit()
                return .success
            },
        ]
    }
}

/// That the engine is in admin control mode.
struct HostBasedSetup: Provider {
    func instances() -> [Instance<IPS.HostBasedSetupService>] {
        [
            Instance(named: "Intel(r) AMT Host Based Setup Service") {
                $0.allowedControlModes = [2, 1]
                $0.certChainStatus = 0
                $0.currentControlMode = 2
            }
        ]
    }
}

/// That nobody is asked for consent, for nothing that would need it is served.
struct OptIn: Provider {
    func instances() -> [Instance<IPS.OptInService>] {
        [
            Instance(named: "Intel(r) AMT OptIn Service") {
                $0.canModifyOptInPolicy = 0
                $0.optInCodeTimeout = 120
                $0.optInDisplayTimeout = 300
                $0.optInRequired = 0
                $0.optInState = 0
            }
        ]
    }
}

/// That redirection is off.
struct Redirection: Provider {
    func instances() -> [Instance<AMT.RedirectionService>] {
        [
            Instance(named: "Intel(r) AMT Redirection Service") {
                $0.enabledState = .disabled
                $0.listenerEnabled = false
                $0.requestedState = .notApplicable
            }
        ]
    }
}

/// The engine's software, by which clients learn what it can.
struct SoftwareIdentities: Provider {
    func instances() -> [Instance<CIM.SoftwareIdentity>] {
        let version = Identity.amtVersion
        let parts = [
            ("Flash", version), ("Netstack", version), ("AMTApps", version), ("AMT", version), ("Sku", "16392"),
            ("VendorID", "8086"), ("Build Number", Identity.build), ("Recovery Version", version),
            ("Recovery Build Num", Identity.build), ("Legacy Mode", "False"), ("AMT FW Core Version", version),
        ]
        return parts.map { name, version in
            Instance {
                $0.instanceID = name
                $0.isEntity = true
                $0.versionString = version
            }
        }
    }
}

/// The engine's clock.
struct TimeSynchronization: Provider {
    let clock: Clock

    /// The least time that can be set: the start of 2004, in seconds since 1970.
    private static let earliest: UInt32 = 1_072_915_200

    func instances() -> [Instance<AMT.TimeSynchronizationService>] {
        [
            Instance(named: "Intel(r) AMT Time Synchronization Service") {
                $0.enabledState = .notApplicable
                $0.localTimeSyncEnabled = .enabledByDefault
                $0.requestedState = .notApplicable
                $0.timeSource = clock.wasSet ? .configured : .biosClock
            }
        ]
    }

    var methods: [Handler<AMT.TimeSynchronizationService>] {
        [
            .on(\.getLowAccuracyTimeSynch) { _, output in
                output.ta0 = clock.seconds
                return .success
            },
            .on(\.setHighAccuracyTimeSynch) { input, _ in
                guard input.ta0 != nil, let tm1 = input.tm1, let tm2 = input.tm2, tm2 >= tm1, tm2 >= Self.earliest
                else { return .invalidParameter }
                clock.set(to: tm2)
                return .success
            },
        ]
    }
}
