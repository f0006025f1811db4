import AMTSchema

/// The realms that open a class; an administrator needs none.
struct AccessRule: Sendable {
    /// For Get, Enumerate and Pull, and for methods that only read.
    let reading: Set<AMT.Realm>
    /// For Put, Create and Delete, and for all other methods.
    let changing: Set<AMT.Realm>
    /// Methods that only read.
    let readers: Set<String>
    /// Methods that other realms open.
    let methods: [String: Set<AMT.Realm>]

    /// Whether the class is the auditor's alone where there is one.
    var isAudit: Bool { changing == [.auditLog] }

    func realms(for operation: ClassOperation) -> Set<AMT.Realm> {
        switch operation {
        case .read: reading
        case .change: changing
        case .invoke(let method): methods[method] ?? (readers.contains(method) ? reading : changing)
        }
    }
}

/// Which realms open which classes. A class that is not here is the administrators'.
enum AccessTable {
    /// The rules by class name.
    static let rules = Dictionary(
        groups.flatMap { classes, rule in classes.split(whereSeparator: \.isWhitespace).map { (String($0), rule) } }
    ) { first, _ in first }

    private static func rule(
        reading: Set<AMT.Realm>,
        changing: Set<AMT.Realm> = [],
        readers: Set<String> = [],
        methods: [String: Set<AMT.Realm>] = [:]
    ) -> AccessRule {
        AccessRule(reading: reading.union(changing), changing: changing, readers: readers, methods: methods)
    }

    private static let groups = inventory + control + general + logs + defense + storage + ours

    private static let inventory: [(String, AccessRule)] = [
        (
            """
            AMT_AssetTable AMT_AssetTableService AMT_PCIDevice CIM_BIOSElement CIM_BIOSFeature CIM_Battery CIM_Card CIM_Chassis
            CIM_Chip CIM_ComputerSystemPackage CIM_CoolingDevice CIM_Fan CIM_MediaAccessDevice
            CIM_PhysicalConnector CIM_PhysicalFrame CIM_PhysicalMemory CIM_PhysicalPackage CIM_PowerSupply
            CIM_Processor CIM_Realizes CIM_Sensor CIM_SystemBIOS CIM_SystemPackaging CIM_Watchdog
            """,
            rule(reading: [.hardwareAsset])
        ),
        (
            "CIM_ComputerSystem CIM_EthernetPort CIM_InstalledSoftwareIdentity CIM_SoftwareIdentity",
            rule(
                reading: [.hardwareAsset, .generalInfo, .localSystem],
                methods: ["RequestStateChange": [.remoteControl]]
            )
        ),
    ]

    private static let control: [(String, AccessRule)] = [
        (
            """
            AMT_AlarmClockService AMT_BootCapabilities AMT_BootSettingData CIM_AssociatedPowerManagementService
            CIM_BootConfigSetting CIM_BootService CIM_BootSourceSetting CIM_PowerManagementCapabilities
            CIM_OrderedComponent CIM_PowerManagementService IPS_AlarmClockOccurrence IPS_HostBootReason IPS_PowerManagementService
            """,
            rule(reading: [], changing: [.remoteControl])
        ),
        (
            """
            AMT_RedirectionService CIM_KVMRedirectionSAP CIM_RedirectionService IPS_KVMRedirectionSettingData
            IPS_ScreenConfigurationService IPS_ScreenSettingData IPS_SecIOService
            """,
            rule(reading: [], changing: [.redirection])
        ),
        ("IPS_OptInService", rule(reading: [], changing: [.redirection, .remoteControl])),
    ]

    private static let general: [(String, AccessRule)] = [
        (
            """
            AMT_CryptographicCapabilities AMT_EthernetPortSettings AMT_GeneralSettings IPS_HostIPSettings
            IPS_IPv6PortSettings IPS_LANEndpoint
            """,
            rule(reading: [.generalInfo, .localSystem])
        ),
        (
            "AMT_EnvironmentDetectionSettingData",
            rule(reading: [.generalInfo, .localSystem], methods: ["SetSystemDefensePolicy": [.circuitBreaker]])
        ),
        (
            "AMT_SetupAndConfigurationService",
            rule(
                reading: [.generalInfo, .localSystem],
                readers: ["GetUuid", "GetUnprovisionBlockingComponents"],
                // Whoever sets the engine up from inside the PC ends with it.
                methods: ["CommitChanges": [.localSystem]]
            )
        ),
        (
            """
            IPS_AdminProvisioningRecord IPS_ClientProvisioningRecord IPS_ManualProvisioningRecord
            IPS_ProvisioningRecordLog
            """,
            rule(reading: [.generalInfo, .localSystem])
        ),
        (
            "IPS_HostBasedSetupService",
            rule(
                reading: [.generalInfo, .localSystem],
                // Who sets the engine up from inside the PC does so before it has an administrator.
                methods: [
                    "Setup": [.localSystem], "AddNextCertInChain": [.localSystem], "AdminSetup": [.localSystem],
                    "UpgradeClientToAdmin": [.localSystem],
                ]
            )
        ),
        (
            "AMT_TimeSynchronizationService",
            rule(
                reading: [.generalInfo],
                changing: [.networkTime, .localSystem],
                readers: ["GetLowAccuracyTimeSynch"]
            )
        ),
        (
            """
            AMT_AuthorizationService CIM_Account CIM_AccountManagementCapabilities CIM_AccountManagementService
            CIM_AccountOnSystem CIM_AssignedIdentity CIM_Identity
            """,
            rule(reading: [], changing: [.accessControl], methods: ["SetAdminAclEntryEx": []])
        ),
    ]

    private static let logs: [(String, AccessRule)] = [
        (
            "AMT_EventLogEntry AMT_MessageLog",
            rule(
                reading: [.eventLogReader],
                changing: [.eventManager],
                readers: ["CancelIteration", "GetRecord", "GetRecords", "PositionAtRecord", "PositionToFirstRecord"]
            )
        ),
        (
            """
            AMT_EventManagerService AMT_EventSubscriber AMT_PETCapabilities AMT_PETFilterForTarget
            AMT_PETFilterSetting AMT_SNMPEventSubscriber AMT_TrapTargetForService CIM_IndicationService
            CIM_ListenerDestinationWSManagement
            """,
            rule(reading: [], changing: [.eventManager])
        ),
        (
            // The PC subscribes for its user; what it may subscribe to, and what it reaches, is told there.
            "CIM_FilterCollection CIM_FilterCollectionSubscription",
            rule(reading: [], changing: [.eventManager, .localUserNotification])
        ),
        ("AMT_AuditLog AMT_AuditPolicyRule", rule(reading: [], changing: [.auditLog])),
    ]

    private static let defense: [(String, AccessRule)] = [
        (
            """
            AMT_ActiveFilterStatistics AMT_EnvironmentDetectionInterfacePolicy AMT_FilterInSystemDefensePolicy
            AMT_GeneralSystemDefenseCapabilities AMT_Hdr8021Filter AMT_HeuristicPacketFilterInterfacePolicy
            AMT_HeuristicPacketFilterSettings AMT_HeuristicPacketFilterStatistics AMT_IPHeadersFilter
            AMT_NetworkFilter AMT_NetworkPortDefaultSystemDefensePolicy AMT_NetworkPortSystemDefenseCapabilities
            AMT_NetworkPortSystemDefensePolicy AMT_SystemDefensePolicy AMT_SystemDefensePolicyInService
            AMT_SystemDefenseService
            """,
            rule(reading: [], changing: [.circuitBreaker])
        ),
        (
            """
            AMT_AgentPresenceCapabilities AMT_AgentPresenceInterfacePolicy AMT_AgentPresenceService
            AMT_AgentPresenceWatchdog AMT_AgentPresenceWatchdogAction AMT_StateTransitionCondition IPS_WatchDogAction
            """,
            rule(
                reading: [.agentPresenceLocal],
                changing: [.agentPresenceRemote],
                methods: [
                    "RegisterAgent": [.agentPresenceLocal], "AssertPresence": [.agentPresenceLocal],
                    "AssertShutdown": [.agentPresenceLocal],
                ]
            )
        ),
    ]

    private static let storage: [(String, AccessRule)] = [
        ("AMT_ThirdPartyDataStorageService", rule(reading: [.storageAdministration], changing: [.storage])),
        ("AMT_ThirdPartyDataStorageAdministrationService", rule(reading: [], changing: [.storageAdministration])),
    ]

    private static let ours: [(String, AccessRule)] = [
        ("SKS_StanceService SKS_Finding", rule(reading: [.generalInfo], changing: [.circuitBreaker])),
        ("SKS_ApplianceService SKS_KeptFile SKS_Operation", rule(reading: [.generalInfo])),
        ("SKS_SoftwareFact", rule(reading: [.generalInfo, .hardwareAsset])),
    ]
}
