/// An event that the audit log can record: the application in the upper 16 bits, its event in the lower.
package enum AuditEvent: UInt32, CaseIterable, Sendable, Codable {
    // Security administration.
    case provisioningStarted = 0x10_0000
    case provisioningCompleted, accountAdded, accountModified, accountRemoved, badCredentials, accountStateChanged
    case tlsStateChanged, tlsCertificateSet, tlsCertificateRemoved, rootCertificateAdded, rootCertificateRemoved
    case presharedKeySet, kerberosSettingsModified, kerberosKeyModified, wearOutReset, powerPackageModified
    case realmAuthenticationModified, upgradedToAdmin, unprovisioned

    // Remote control.
    case poweredUp = 0x11_0000
    case poweredDown, powerCycled, reset, bootOptionsSet, gracefulPowerDown, gracefulReset, standby, hibernate
    case diagnosticInterrupt

    // Redirection.
    case mediaOpened = 0x12_0000
    case mediaClosed, mediaEnabled, mediaDisabled, serialOpened, serialClosed, serialEnabled, serialDisabled
    case screenOpened, screenClosed, screenEnabled, screenDisabled, screenPasswordFailed

    // Firmware.
    case firmwareUpdated = 0x13_0000
    case firmwareUpdateFailed

    // The audit log itself.
    case auditLogCleared = 0x14_0000
    case auditPolicyModified, auditLogDisabled, auditLogEnabled, auditLogExported, auditLogRecovered

    // Time.
    case timeSet = 0x15_0000

    // Network.
    case addressSet = 0x16_0000
    case hostNameSet, domainNameSet, vlanSet, linkPolicySet, ipv6Set

    // Storage.
    case storageSet = 0x17_0000
    case storageEnterprisesSet, storagePartnersSet, storageWritten

    // Event manager.
    case subscribed = 0x18_0000
    case unsubscribed, eventLogCleared, eventLogFrozen

    // System Defense.
    case filterAdded = 0x19_0000
    case filterRemoved, policyAdded, policyRemoved, defaultPolicySet, heuristicsSet, heuristicsCleared

    // Agent presence.
    case agentAdded = 0x1A_0000
    case agentRemoved, agentActionSet

    // Wireless.
    case wirelessProfileAdded = 0x1B_0000
    case wirelessProfileRemoved, wirelessProfileUpdated, wirelessSynchronized, wirelessLinkPreferred
    case wirelessShared

    // Endpoint access control.
    case postureSignerSet = 0x1C_0000
    case accessControlEnabled, accessControlDisabled, postureStateChanged, accessControlOptionsSet

    // KVM.
    case screenConsentEnabled = 0x1D_0000
    case screenConsentDisabled, screenPasswordChanged, screenConsentGiven, screenConsentFailed

    // User consent.
    case consentPolicyChanged = 0x1E_0000
    case consentCodeSent, consentStartBlocked

    // Watchdog.
    case watchdogOptionsSet = 0x21_0000
    case watchdogPaired

    /// The application.
    var application: UInt16 { UInt16(rawValue >> 16) }
    /// The event of the application.
    var event: UInt16 { UInt16(truncatingIfNeeded: rawValue) }
}
