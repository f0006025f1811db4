/// Why a class is not served or has no instances, and why a method is refused or changes nothing.
enum Reasons {
    /// Whether an operation only reads, by its name.
    static func isReading(_ operation: String) -> Bool {
        ["Get", "AdminGet", "Enumerate", "Read", "Position", "CancelIteration"].contains { operation.hasPrefix($0) }
    }

    static let byClass: [String: String] = {
        let pairs = groups.flatMap { reason, names in names.split(separator: " ").map { (String($0), reason) } }
        return Dictionary(pairs) { first, _ in first }
    }()

    private static let groups: [(reason: String, classes: String)] = [
        (
            "known once the PC was started: its firmware finds them",
            """
            AMT_PCIDevice
            """
        ),
        (
            "the virtual board has no wireless adapter",
            """
            AMT_WiFiPortConfigurationService CIM_WiFiEndpoint CIM_WiFiEndpointCapabilities \
            CIM_WiFiEndpointSettings CIM_WiFiPort CIM_WiFiPortCapabilities
            """
        ),
        (
            "the virtual board has none",
            """
            CIM_Battery CIM_PowerSupply CIM_PhysicalConnector CIM_Location \
            CIM_PhysicalElementLocation
            """
        ),
        ("the fans are those of the PC's host, which a simulated one has not", "CIM_Fan"),
        (
            "redirection is not served yet, its ports are closed; so there is no session",
            """
            IPS_IderSessionUsingPort IPS_KvmSessionUsingPort IPS_RasSessionUsingPort \
            IPS_SolSessionUsingPort IPS_ScreenConfigurationService IPS_ScreenSettingData
            """
        ),
        (
            "connections that the endpoint opens by itself (CIRA) are not served yet",
            """
            AMT_RemoteAccessCredentialContext AMT_RemoteAccessPolicyAppliesToMPS \
            AMT_RemoteAccessPolicyRule AMT_MPSUsernamePassword AMT_ManagementPresenceRemoteSAP \
            CIM_RemoteAccessAvailableToElement IPS_HTTPProxyAccessPoint IPS_HTTPProxyService
            """
        ),
        (
            "posture checks of network access control: no server for them is left",
            """
            AMT_EndpointAccessControlService AMT_EACCredentialContext
            """
        ),
        (
            "accounts are made, and given realms, through AMT_AuthorizationService; here they are disabled and removed",
            """
            CIM_Account
            """
        ),
        (
            "the settings are kept; the engine itself takes digest logins only",
            """
            AMT_KerberosSettingData
            """
        ),
        (
            "the settings are kept; the engine itself logs in to no switch",
            """
            AMT_8021XProfile IPS_IEEE8021xSettings
            """
        ),
        (
            "the engine adds no filters to those that consoles make",
            """
            AMT_NetworkFilter
            """
        ),
        (
            "accounts and realms are managed through AMT_AuthorizationService alone",
            """
            CIM_AccountManagementCapabilities CIM_AccountManagementService \
            CIM_AccountOnSystem CIM_AssignedIdentity CIM_AssociatedPrivilege CIM_AuthorizedPrivilege \
            CIM_RemoteIdentity CIM_Role CIM_RoleBasedAuthorizationService \
            CIM_RoleBasedManagementCapabilities CIM_RoleLimitedToTarget \
            CIM_PrivilegeManagementCapabilities CIM_AdminDomain
            """
        ),
        (
            "no method of AMT starts a CIM job; our own long work is SKS_Operation",
            """
            CIM_ConcreteJob CIM_OwningJobElement CIM_Error
            """
        ),
        (
            "the engine is set up from inside the PC or by its configuration, not over TLS-PSK or by a program in the firmware",
            """
            IPS_DALProvisioningRecord IPS_TLSProvisioningRecord
            """
        ),
        (
            "how the engine was set up is told by the class of that kind of setup, one at a time",
            """
            IPS_AdminProvisioningRecord IPS_ClientProvisioningRecord IPS_ManualProvisioningRecord
            """
        ),
        (
            "the firmware of the virtual board has no settings that it tells",
            """
            CIM_BIOSFeature CIM_BIOSFeatureBIOSElements CIM_SystemBIOS CIM_SoftwareFeature \
            CIM_SoftwareFeatureSoftwareElements
            """
        ),
        (
            "no list of revoked certificates is stored before a console adds one",
            """
            AMT_CRL
            """
        ),
        (
            "an association that nothing here takes part in",
            """
            CIM_ConcreteComponent CIM_DeviceSAPImplementation CIM_ElementStatisticalData \
            CIM_LogManagesRecord CIM_OwningCollectionElement CIM_ServiceAccessBySAP \
            CIM_ServiceAffectsElement CIM_ServiceServiceDependency CIM_SettingsDefineState \
            CIM_PolicyRuleInSystem CIM_ReferencedProfile CIM_ManagedCredential \
            CIM_ElementSoftwareIdentity CIM_ElementLocation
            """
        ),
        (
            "an event is pushed to its subscribers, not kept",
            """
            CIM_AlertIndication
            """
        ),
        (
            "subscriptions need no service of their own: Subscribe goes to CIM_FilterCollection",
            """
            CIM_IndicationService
            """
        ),
        (
            "no profile of DMTF is claimed: nobody has tested us against one",
            """
            CIM_RegisteredProfile CIM_ElementConformsToProfile
            """
        ),
        (
            "the certificates of 802.1X are in its settings; AMT ties none to them before it is switched on",
            """
            AMT_8021xCredentialContext IPS_8021xCredentialContext
            """
        ),
        (
            "memory is told as CIM_PhysicalMemory and CIM_Chip",
            """
            CIM_Memory
            """
        ),
        (
            "what the person sees is drawn in every language at once: there is none to choose",
            """
            IPS_SecIOService
            """
        ),
        (
            "the guest's addresses are the guest's own; AMT 7 alone had the class",
            """
            IPS_HostIpSettings
            """
        ),
        (
            "the states that can be asked for are in CIM_PowerManagementCapabilities",
            """
            IPS_PowerManagementCapabilities
            """
        ),
        (
            "802.1X is of the wired adapter's settings alone",
            """
            CIM_IEEE8021xCapabilities
            """
        ),
    ]
}
