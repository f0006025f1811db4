public import CIMModel

/// Which class of the schema derives from which; an enumeration of a class lists the classes derived from it too.
public enum Inheritance {
    /// Every class of the schema, what AMT's dialect of it calls by those names.
    public static let classNames = Set(derived.values.joined())

    /// The classes above a class, nearest first.
    public static func ancestors(of name: ClassName) -> [ClassName] {
        var found: [ClassName] = []
        var next = parents[name.description]
        while let parent = next, found.count < derived.count {
            found.append(ClassName(stringLiteral: parent))
            next = parents[parent]
        }
        return found
    }

    /// The resource URIs of the classes that have a datetime, their own or a superclass's.
    public static let resourcesWithDatetime = Set(
        classNames.map { ClassName(stringLiteral: $0) }
            .filter { name in ([name] + ancestors(of: name)).contains { datetimeOwners.contains($0.description) } }
            .map(\.resourceURI)
    )

    private static let datetimeOwners = Set(
        """
        AMT_ActiveFilterStatistics AMT_AlarmClockService AMT_AuditLog
        AMT_HeuristicPacketFilterStatistics CIM_AbstractIndicationSubscription CIM_Account
        CIM_AlertIndication CIM_AssociatedPowerManagementService CIM_BIOSElement CIM_ConcreteJob
        CIM_Controller CIM_Credential CIM_EnabledLogicalElement CIM_Indication CIM_Job CIM_LogEntry
        CIM_ManagedSystemElement CIM_MediaAccessDevice CIM_Memory CIM_MessageLog CIM_PhysicalElement
        CIM_ProtocolEndpoint CIM_SoftwareIdentity CIM_StatisticalData CIM_Watchdog
        IPS_AlarmClockOccurrence IPS_ProvisioningAuditRecord
        """
        .split(whereSeparator: \.isWhitespace).map(String.init)
    )

    private static let parents = Dictionary(
        derived.flatMap { parent, names in parent == root ? [] : names.map { ($0, parent) } }
    ) { first, _ in first }

    /// What stands above all classes and is none itself.
    private static let root = ""

    private static let derived: [String: [String]] = table.mapValues { names in
        names.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    private static let table: [String: String] = [
        root: """
        AMT_ActiveFilterStatistics CIM_AbstractIndicationSubscription CIM_AssignedIdentity
        CIM_AssociatedPrivilege CIM_Component CIM_CredentialContext CIM_Dependency
        CIM_ElementCapabilities CIM_ElementConformsToProfile CIM_ElementLocation
        CIM_ElementSettingData CIM_ElementStatisticalData CIM_Error CIM_Indication
        CIM_InstalledSoftwareIdentity CIM_LogManagesRecord CIM_ManagedElement
        CIM_MemberOfCollection CIM_OwningCollectionElement CIM_OwningJobElement
        CIM_PolicySetAppliesToElement CIM_RoleLimitedToTarget CIM_SAPAvailableForElement
        CIM_ServiceAffectsElement CIM_ServiceAvailableToElement CIM_SettingsDefineState
        """,
        "AMT_ComplexFilterEntryBase": "AMT_Hdr8021Filter AMT_IPHeadersFilter",
        "AMT_EventSubscriber": "AMT_SNMPEventSubscriber",
        "AMT_FilterEntryBase": "AMT_ComplexFilterEntryBase AMT_NetworkFilter",
        "AMT_InterfacePolicy": """
        AMT_AgentPresenceInterfacePolicy AMT_EnvironmentDetectionInterfacePolicy
        AMT_HeuristicPacketFilterInterfacePolicy AMT_NetworkPortSystemDefensePolicy
        """,
        "CIM_AbstractIndicationSubscription": "CIM_FilterCollectionSubscription",
        "CIM_AuthenticationService": "CIM_CredentialManagementService",
        "CIM_AuthorizationService": "CIM_PrivilegeManagementService",
        "CIM_BootSettingData": "AMT_BootSettingData",
        "CIM_Capabilities": """
        AMT_AgentPresenceCapabilities AMT_BootCapabilities AMT_CryptographicCapabilities
        AMT_GeneralSystemDefenseCapabilities AMT_NetworkPortSystemDefenseCapabilities
        AMT_PETCapabilities AMT_PublicKeyManagementCapabilities AMT_RemoteAccessCapabilities
        CIM_EnabledLogicalElementCapabilities CIM_IEEE8021xCapabilities
        CIM_PowerManagementCapabilities CIM_PrivilegeManagementCapabilities
        """,
        "CIM_Chip": "CIM_PhysicalMemory",
        "CIM_Collection": "AMT_TLSProtocolEndpointCollection CIM_FilterCollection CIM_Role",
        "CIM_Component": """
        CIM_ConcreteComponent CIM_OrderedComponent CIM_SoftwareFeatureSoftwareElements
        CIM_SystemComponent
        """,
        "CIM_Controller": "CIM_PCIController",
        "CIM_CoolingDevice": "CIM_Fan",
        "CIM_Credential": """
        AMT_ProvisioningCertificateHash AMT_PublicKeyCertificate AMT_PublicPrivateKeyPair
        CIM_SharedCredential
        """,
        "CIM_CredentialContext": """
        AMT_8021xCredentialContext AMT_EACCredentialContext AMT_RemoteAccessCredentialContext
        AMT_TLSCredentialContext IPS_8021xCredentialContext
        """,
        "CIM_CredentialManagementService": "AMT_PublicKeyManagementService AMT_SetupAndConfigurationService",
        "CIM_Dependency": """
        AMT_FilterInSystemDefensePolicy AMT_InterfacePolicy
        AMT_NetworkPortDefaultSystemDefensePolicy AMT_PETFilterForTarget
        AMT_SystemDefensePolicyInService CIM_ConcreteDependency CIM_DeviceSAPImplementation
        CIM_ElementSoftwareIdentity CIM_HostedDependency CIM_ManagedCredential
        CIM_ProvidesServiceToElement CIM_Realizes CIM_ReferencedProfile
        CIM_RemoteAccessAvailableToElement CIM_ServiceAccessBySAP CIM_ServiceSAPDependency
        CIM_SystemPackaging CIM_UseOfLog IPS_SessionUsingPort
        """,
        "CIM_ElementLocation": "CIM_PhysicalElementLocation",
        "CIM_EnabledLogicalElement": """
        CIM_Account CIM_Log CIM_LogicalDevice CIM_Service CIM_ServiceAccessPoint CIM_System
        """,
        "CIM_EnabledLogicalElementCapabilities": """
        CIM_AccountManagementCapabilities CIM_LogicalPortCapabilities
        CIM_WiFiEndpointCapabilities
        """,
        "CIM_HostedDependency": "CIM_HostedAccessPoint CIM_HostedService CIM_PolicyInSystem",
        "CIM_IEEE8021xSettings": "IPS_IEEE8021xSettings",
        "CIM_Identity": "CIM_RemoteIdentity",
        "CIM_Indication": "CIM_ProcessIndication",
        "CIM_Job": "CIM_ConcreteJob",
        "CIM_LANEndpoint": "CIM_WiFiEndpoint IPS_LANEndpoint",
        "CIM_ListenerDestination": "CIM_ListenerDestinationWSManagement",
        "CIM_Log": "AMT_AuditLog CIM_MessageLog CIM_RecordLog",
        "CIM_LogEntry": "AMT_EventLogEntry IPS_ProvisioningAuditRecord",
        "CIM_LogicalDevice": """
        CIM_Battery CIM_Controller CIM_CoolingDevice CIM_LogicalPort CIM_MediaAccessDevice
        CIM_PowerSupply CIM_Processor CIM_Sensor CIM_StorageExtent CIM_Watchdog
        """,
        "CIM_LogicalElement": """
        AMT_FilterEntryBase CIM_EnabledLogicalElement CIM_Job CIM_SoftwareElement
        CIM_SoftwareFeature CIM_SoftwareIdentity
        """,
        "CIM_LogicalPort": "CIM_NetworkPort",
        "CIM_LogicalPortCapabilities": "CIM_NetworkPortCapabilities",
        "CIM_ManagedElement": """
        AMT_AssetTable AMT_SystemDefensePolicy CIM_Capabilities CIM_Collection CIM_Credential
        CIM_Identity CIM_ListenerDestination CIM_Location CIM_ManagedSystemElement CIM_Policy
        CIM_Privilege CIM_RecordForLog CIM_RegisteredProfile CIM_SettingData CIM_StatisticalData
        IPS_AlarmClockOccurrence IPS_HostBootReason IPS_WatchDogAction
        """,
        "CIM_ManagedSystemElement": "CIM_LogicalElement CIM_PhysicalElement",
        "CIM_MessageLog": "AMT_MessageLog",
        "CIM_NetworkPort": "CIM_EthernetPort CIM_WiFiPort",
        "CIM_NetworkPortCapabilities": "CIM_WiFiPortCapabilities",
        "CIM_NetworkPortConfigurationService": "AMT_WiFiPortConfigurationService",
        "CIM_PCIController": "AMT_PCIDevice",
        "CIM_PhysicalComponent": "CIM_Chip",
        "CIM_PhysicalElement": "CIM_PhysicalComponent CIM_PhysicalConnector CIM_PhysicalPackage",
        "CIM_PhysicalFrame": "CIM_Chassis",
        "CIM_PhysicalPackage": "CIM_Card CIM_PhysicalFrame",
        "CIM_Policy": "CIM_PolicyAction CIM_PolicyCondition CIM_PolicySet",
        "CIM_PolicyAction": "AMT_AgentPresenceWatchdogAction",
        "CIM_PolicyCondition": "AMT_StateTransitionCondition",
        "CIM_PolicyInSystem": "CIM_PolicySetInSystem",
        "CIM_PolicyRule": "AMT_AuditPolicyRule AMT_RemoteAccessPolicyRule",
        "CIM_PolicySet": "CIM_PolicyRule",
        "CIM_PolicySetAppliesToElement": "AMT_RemoteAccessPolicyAppliesToMPS",
        "CIM_PolicySetInSystem": "CIM_PolicyRuleInSystem",
        "CIM_PowerManagementCapabilities": "IPS_PowerManagementCapabilities",
        "CIM_Privilege": "CIM_AuthorizedPrivilege",
        "CIM_PrivilegeManagementCapabilities": "CIM_RoleBasedManagementCapabilities",
        "CIM_PrivilegeManagementService": "CIM_RoleBasedAuthorizationService",
        "CIM_ProcessIndication": "CIM_AlertIndication",
        "CIM_ProtocolEndpoint": "AMT_TLSProtocolEndpoint CIM_LANEndpoint",
        "CIM_ProvidesServiceToElement": "CIM_ServiceServiceDependency",
        "CIM_RecordForLog": "CIM_LogEntry",
        "CIM_RecordLog": "IPS_ProvisioningRecordLog",
        "CIM_RemotePort": "AMT_EventSubscriber",
        "CIM_RemoteServiceAccessPoint": "AMT_ManagementPresenceRemoteSAP CIM_RemotePort IPS_HTTPProxyAccessPoint",
        "CIM_SecurityService": """
        CIM_AccountManagementService CIM_AuthenticationService CIM_AuthorizationService
        IPS_HostBasedSetupService
        """,
        "CIM_Service": """
        AMT_AgentPresenceService AMT_AlarmClockService AMT_AssetTableService
        AMT_AuthorizationService AMT_EndpointAccessControlService AMT_EventManagerService
        AMT_RedirectionService AMT_RemoteAccessService AMT_SystemDefenseService
        AMT_ThirdPartyDataStorageAdministrationService AMT_ThirdPartyDataStorageService
        AMT_TimeSynchronizationService AMT_UserInitiatedConnectionService AMT_WebUIService
        CIM_BootService CIM_IndicationService CIM_NetworkPortConfigurationService
        CIM_PowerManagementService CIM_RedirectionService CIM_SecurityService
        IPS_HTTPProxyService IPS_OptInService IPS_PowerManagementService
        IPS_ScreenConfigurationService IPS_SecIOService
        """,
        "CIM_ServiceAccessPoint": "CIM_KVMRedirectionSAP CIM_ProtocolEndpoint CIM_RemoteServiceAccessPoint",
        "CIM_ServiceAvailableToElement": "CIM_AssociatedPowerManagementService",
        "CIM_ServiceSAPDependency": "AMT_TrapTargetForService",
        "CIM_SettingData": """
        AMT_8021XProfile AMT_CRL AMT_EnvironmentDetectionSettingData AMT_EthernetPortSettings
        AMT_GeneralSettings AMT_HeuristicPacketFilterSettings AMT_KerberosSettingData
        AMT_PETFilterSetting AMT_SystemPowerScheme AMT_TLSSettingData CIM_BootConfigSetting
        CIM_BootSettingData CIM_BootSourceSetting CIM_IEEE8021xSettings CIM_WiFiEndpointSettings
        IPS_HostIPSettings IPS_IPv6PortSettings IPS_KVMRedirectionSettingData
        IPS_ScreenSettingData
        """,
        "CIM_SharedCredential": "AMT_MPSUsernamePassword",
        "CIM_SoftwareElement": "CIM_BIOSElement",
        "CIM_SoftwareFeature": "CIM_BIOSFeature",
        "CIM_SoftwareFeatureSoftwareElements": "CIM_BIOSFeatureBIOSElements",
        "CIM_StatisticalData": "AMT_HeuristicPacketFilterStatistics",
        "CIM_StorageExtent": "CIM_Memory",
        "CIM_System": "CIM_AdminDomain CIM_ComputerSystem",
        "CIM_SystemComponent": "CIM_AccountOnSystem CIM_SystemBIOS CIM_SystemDevice",
        "CIM_SystemPackaging": "CIM_ComputerSystemPackage",
        "CIM_Watchdog": "AMT_AgentPresenceWatchdog",
        "IPS_ProvisioningAuditRecord": """
        IPS_AdminProvisioningRecord IPS_ClientProvisioningRecord IPS_DALProvisioningRecord
        IPS_ManualProvisioningRecord IPS_TLSProvisioningRecord
        """,
        "IPS_SessionUsingPort": """
        IPS_IderSessionUsingPort IPS_KvmSessionUsingPort IPS_RasSessionUsingPort
        IPS_SolSessionUsingPort
        """,
    ]
}
