import ObjectManager
import Servicing
import Auditing
import NVRAM

/// What the audit log has to tell of a request that the engine has done.
typealias AuditRule = @Sendable (AuditMoment) -> [AuditEntry]

/// Which requests are told, as which events, with which extended data.
///
/// Events whose extended data nobody has described have none: readers take what is there apart without looking how much
/// there is.
enum AuditTable {
    /// The rules, by class and operation.
    static let rules = [security, control, redirection, general, logs, defense].reduce(into: [:]) { all, rules in
        all.merge(rules) { first, _ in first }
    }

    /// The rules of what the engine refused, by class and operation.
    static let refusals: [String: AuditRule] = [
        "IPS_OptInService.SendOptInCode": { $0.returned == blocked ? [AuditEntry(.consentCodeSent, [1])] : [] },
        "IPS_OptInService.StartOptIn": { $0.returned == blocked ? [AuditEntry(.consentStartBlocked)] : [] },
    ]

    /// What IPS_OptInService returns after too many wrong codes.
    private static let blocked = "3"

    private static func always(_ event: AuditEvent) -> AuditRule { { _ in [AuditEntry(event)] } }

    private static let security: [String: AuditRule] = [
        "AMT_AuthorizationService.AddUserAclEntryEx": { [AuditEntry(.accountAdded, $0.namedAccount)] },
        "AMT_AuthorizationService.UpdateUserAclEntryEx": {
            [AuditEntry(.accountModified, [$0.changedParts] + $0.namedAccount)]
        },
        "AMT_AuthorizationService.RemoveUserAclEntry": { [AuditEntry(.accountRemoved, $0.handledAccount)] },
        "AMT_AuthorizationService.SetAclEnabledState": {
            let state: UInt8 = ["true", "1"].contains($0.input("Enabled")) ? 1 : 0
            return [AuditEntry(.accountStateChanged, [state] + $0.handledAccount)]
        },
        "AMT_AuthorizationService.SetAdminAclEntryEx": {
            [AuditEntry(.accountModified, [AccountPart.name | AccountPart.password] + $0.namedAccount)]
        },
        "CIM_Account.RequestStateChange": {
            [AuditEntry(.accountStateChanged, [$0.input("RequestedState") == "2" ? 1 : 0] + $0.chosenAccount)]
        },
        "CIM_Account.Delete": { [AuditEntry(.accountRemoved, $0.chosenAccount)] },
        "AMT_TLSSettingData.Put": { [AuditEntry(.tlsStateChanged, $0.transportModes)] },
        "AMT_TLSCredentialContext.Create": always(.tlsCertificateSet),
        "AMT_TLSCredentialContext.Put": always(.tlsCertificateSet),
        "AMT_TLSCredentialContext.Delete": always(.tlsCertificateRemoved),
        "AMT_PublicKeyManagementService.AddTrustedRootCertificate": always(.rootCertificateAdded),
        "AMT_PublicKeyCertificate.Delete": {
            ["true", "1"].contains($0.before("TrustedRootCertficate")) ? [AuditEntry(.rootCertificateRemoved)] : []
        },
        "AMT_KerberosSettingData.Put": { moment in
            let hasKey = ["MasterKey", "Passphrase"].contains { !moment.input($0).isEmpty }
            return [AuditEntry(.kerberosSettingsModified)] + (hasKey ? [AuditEntry(.kerberosKeyModified)] : [])
        },
        "AMT_SystemPowerScheme.SetPowerScheme": always(.powerPackageModified),
        "AMT_SetupAndConfigurationService.Unprovision": { [AuditEntry(.unprovisioned, [$0.initiatorKind])] },
        "AMT_SetupAndConfigurationService.PartialUnprovision": { [AuditEntry(.unprovisioned, [$0.initiatorKind])] },
        "IPS_HostBasedSetupService.Setup": setup,
        "IPS_HostBasedSetupService.AdminSetup": setup,
        "IPS_HostBasedSetupService.UpgradeClientToAdmin": always(.upgradedToAdmin),
    ]

    private static let setup: AuditRule = { _ in
        [AuditEntry(.provisioningStarted), AuditEntry(.provisioningCompleted)]
    }

    private static let control: [String: AuditRule] = [
        "CIM_PowerManagementService.RequestPowerStateChange": { $0.powerEntries },
        "CIM_ComputerSystem.RequestStateChange": { $0.stateEntries },
        "CIM_BootConfigSetting.ChangeBootOrder": { [AuditEntry(.bootOptionsSet, $0.bootOptions)] },
        "CIM_BootService.SetBootConfigRole": { [AuditEntry(.bootOptionsSet, $0.bootRole)] },
        "AMT_BootSettingData.Put": { [AuditEntry(.bootOptionsSet, $0.bootOptions)] },
        "IPS_WatchDogAction.Put": always(.watchdogOptionsSet),
        "IPS_WatchDogAction.ApplyActionOnWatchDog": always(.watchdogPaired),
    ]

    private static let redirection: [String: AuditRule] = [
        "AMT_RedirectionService.RequestStateChange": { $0.redirectionEntries },
        "CIM_KVMRedirectionSAP.RequestStateChange": {
            switch $0.input("RequestedState") {
            case "2": [AuditEntry(.screenEnabled)]
            case "3": [AuditEntry(.screenDisabled)]
            default: []
            }
        },
        "IPS_KVMRedirectionSettingData.Put": { $0.screenEntries },
        "IPS_OptInService.Put": { moment in
            guard moment.changes("OptInRequired") else { return [] }
            let policies = [moment.before("OptInRequired"), moment.input("OptInRequired")].map(Self.consentPolicy)
            return [AuditEntry(.consentPolicyChanged, policies)]
        },
        "IPS_OptInService.SendOptInCode": { _ in [AuditEntry(.consentCodeSent, [0])] },
    ]

    /// The numbers of user consent in one byte: none, for KVM, for all.
    private static func consentPolicy(_ text: String) -> UInt8 {
        switch text {
        case "0": 0
        case "1": 1
        default: 255
        }
    }

    private static let general: [String: AuditRule] = [
        "AMT_TimeSynchronizationService.SetHighAccuracyTimeSynch": { [AuditEntry(.timeSet, $0.time.bytes)] },
        "AMT_EthernetPortSettings.Put": { moment in
            [(addressParts, AuditEvent.addressSet), (["LinkPolicy"], .linkPolicySet)].compactMap { names, event in
                names.contains(where: moment.changes) ? AuditEntry(event) : nil
            }
        },
        "IPS_IPv6PortSettings.Put": always(.ipv6Set),
        "AMT_GeneralSettings.Put": { moment in
            [("HostName", AuditEvent.hostNameSet), ("DomainName", .domainNameSet)].compactMap { name, event in
                guard moment.changes(name) else { return nil }
                return AuditEntry(event, counted(Array(moment.input(name).utf8)))
            }
        },
        "AMT_ThirdPartyDataStorageService.WriteBlock": always(.storageWritten),
        "AMT_ThirdPartyDataStorageAdministrationService.SetGlobalStorageAttributes": always(.storageSet),
        "AMT_ThirdPartyDataStorageAdministrationService.AddStorageEaclEntry": always(.storageEnterprisesSet),
        "AMT_ThirdPartyDataStorageAdministrationService.RemoveStorageEaclEntry": always(.storageEnterprisesSet),
        "AMT_ThirdPartyDataStorageAdministrationService.AddStorageFpaclEntry": always(.storagePartnersSet),
        "AMT_ThirdPartyDataStorageAdministrationService.UpdateStorageFpaclEntry": always(.storagePartnersSet),
        "AMT_ThirdPartyDataStorageAdministrationService.RemoveStorageFpaclEntry": always(.storagePartnersSet),
    ]

    /// What of AMT_EthernetPortSettings belongs to the address.
    private static let addressParts = ["DHCPEnabled", "IPAddress", "SubnetMask", "DefaultGateway"]

    private static let logs: [String: AuditRule] = [
        "AMT_AuditLog.ClearLog": always(.auditLogCleared),
        "AMT_AuditLog.ExportAuditLogSignature": always(.auditLogExported),
        "AMT_AuditLog.RequestStateChange": {
            [AuditEntry($0.input("RequestedState") == "3" ? .auditLogDisabled : .auditLogEnabled)]
        },
        "AMT_AuditPolicyRule.SetAuditPolicy": always(.auditPolicyModified),
        "AMT_AuditPolicyRule.SetAuditPolicyBulk": always(.auditPolicyModified),
        "AMT_MessageLog.ClearLog": always(.eventLogCleared),
        "AMT_MessageLog.FreezeLog": always(.eventLogFrozen),
        "AMT_SNMPEventSubscriber.Create": always(.subscribed),
        "AMT_SNMPEventSubscriber.Delete": always(.unsubscribed),
        "CIM_FilterCollection.Subscribe": always(.subscribed),
        "CIM_FilterCollectionSubscription.Unsubscribe": always(.unsubscribed),
    ]

    private static let defense: [String: AuditRule] = [
        "AMT_Hdr8021Filter.Create": { [AuditEntry(.filterAdded, $0.handle())] },
        "AMT_Hdr8021Filter.Delete": { [AuditEntry(.filterRemoved, $0.handle())] },
        "AMT_IPHeadersFilter.Create": { [AuditEntry(.filterAdded, $0.handle())] },
        "AMT_IPHeadersFilter.Delete": { [AuditEntry(.filterRemoved, $0.handle())] },
        "AMT_SystemDefensePolicy.Create": { [AuditEntry(.policyAdded, $0.handle())] },
        "AMT_SystemDefensePolicy.Delete": { [AuditEntry(.policyRemoved, $0.handle())] },
        "AMT_NetworkPortDefaultSystemDefensePolicy.Create": always(.defaultPolicySet),
        "AMT_NetworkPortDefaultSystemDefensePolicy.Delete": always(.defaultPolicySet),
        "AMT_HeuristicPacketFilterSettings.Put": always(.heuristicsSet),
        "AMT_HeuristicPacketFilterStatistics.ResetSelectedStats": always(.heuristicsCleared),
        "AMT_AgentPresenceWatchdog.Create": { moment in
            let intervals = ["TimeoutInterval", "StartupInterval"].map { UInt16(moment.input($0)) ?? 0 }
            return [AuditEntry(.agentAdded, moment.agent + intervals.flatMap(\.bytes))]
        },
        "AMT_AgentPresenceWatchdog.Delete": { [AuditEntry(.agentRemoved, $0.agent)] },
        "AMT_AgentPresenceWatchdog.AddAction": { [AuditEntry(.agentActionSet, $0.agent)] },
        "AMT_AgentPresenceWatchdog.DeleteAllActions": { [AuditEntry(.agentActionSet, $0.agent)] },
    ]
}
