extension Reasons {
    /// Why an operation is refused though its class is served, or is answered and changes nothing, by class and name.
    static let byOperation: [String: String] = {
        let pairs = operations.flatMap { reason, names in names.split(separator: " ").map { (String($0), reason) } }
        return Dictionary(pairs) { first, _ in first }
    }()

    private static let operations: [(reason: String, names: String)] = [
        (
            "redirection is off and cannot be switched on: its ports are closed",
            """
            AMT_RedirectionService.Put AMT_RedirectionService.RequestStateChange CIM_KVMRedirectionSAP.RequestStateChange \
            CIM_RedirectionService.RequestStateChange
            """
        ),
        (
            "there is no session to end",
            "AMT_RedirectionService.TerminateSession IPS_KVMRedirectionSettingData.TerminateSession"
        ),
        (
            "no server and no policy is taken, for the endpoint opens no connections by itself (CIRA)",
            """
            AMT_RemoteAccessService.AddMpServer AMT_RemoteAccessService.AddRemoteAccessPolicyRule \
            AMT_RemoteAccessService.CloseRemoteAccessConnection
            """
        ),
        (
            "the person at the PC cannot ask for remote access, which is not served",
            "AMT_UserInitiatedConnectionService.RequestStateChange"
        ),
        ("there are no pages to switch on", "AMT_WebUIService.RequestStateChange"),
        ("fans turn as fast as the host has them turn", "CIM_Fan.SetSpeed"),
        (
            "the user OS of a virtual machine is on or off, nothing in between",
            "IPS_PowerManagementService.RequestOSPowerSavingStateChange"
        ),
        (
            "the engine works in all states, so the scheme that says so is the only one that is taken",
            "AMT_SystemPowerScheme.SetPowerScheme"
        ),
        (
            "the port has a wire, and the user OS never has the link to itself",
            """
            AMT_EthernetPortSettings.CancelLinkProtection AMT_EthernetPortSettings.RestoreLinkProtection \
            AMT_EthernetPortSettings.SetLinkPreference
            """
        ),
        (
            "the tables are what the board has, at every reading",
            "AMT_AssetTableService.RequestMediaDeviceTableUpdate"
        ),
        (
            "it proves Intel's hardware, which is not there",
            "AMT_GeneralSettings.AMTAuthenticate"
        ),
        (
            "the engine is reached through no virtual private network of the user OS",
            "AMT_EnvironmentDetectionSettingData.EnableVpnRouting"
        ),
        ("the event log is never off; FreezeLog holds it", "AMT_MessageLog.RequestStateChange"),
        (
            "how the engine was set up is never forgotten before it is unprovisioned",
            "IPS_ProvisioningRecordLog.ClearLog IPS_ProvisioningRecordLog.RequestStateChange"
        ),
    ]
}
