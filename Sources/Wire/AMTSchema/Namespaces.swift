public import CIMModel

/// Intel's classes for the management engine.
public enum AMT {}

/// Intel's classes for what came to the engine later.
public enum IPS {}

/// The DMTF's classes that the management engine serves.
public enum CIM {}

/// Our own classes, for what AMT has none for: stance, appliance, repair.
public enum SKS {}

/// The status codes of AMT's own methods.
public enum PTStatus: UInt32, ValueMap {
    case success = 0
    case internalError = 1
    case notReady = 2
    case invalidName = 12
    case notPermitted = 16
    case maxLimitReached = 23
    case authenticationFailed = 25
    case invalidProvisioningState = 32
    case invalidTime = 34
    case invalidIndex = 35
    case invalidParameter = 36
    case flashWriteLimitExceeded = 38
    case invalidHandle = 2053
    case invalidPassword = 2054
    case invalidRealm = 2055
    case dataMissing = 2057
    case duplicate = 2058
    case eventLogFrozen = 2059
    case invalidKey = 2062
    case invalidCertificate = 2063
    case certificateKeyMismatch = 2064
    case unsupported = 2066
    case notFound = 2068
    case auditFailed = 2075
    case blockingComponent = 2076
    case userConsentRequired = 2081
}

extension CIM {
    /// The states of a PC as CIM numbers them, and what can be asked of its power (CIM_PowerManagementService).
    public enum PowerState: UInt16, ValueMap {
        case on = 2
        case sleepLight
        case sleepDeep
        case powerCycleOffSoft
        case offHard
        case hibernate
        case offSoft
        case powerCycleOffHard
        case masterBusReset
        case diagnosticInterrupt
        case offSoftGraceful
        case offHardGraceful
        case masterBusResetGraceful
        case powerCycleOffSoftGraceful
        case powerCycleOffHardGraceful
    }

    /// The status codes of the boot classes' methods.
    public enum BootStatus: UInt32, ValueMap {
        case completed = 0
        case notSupported
        case unknown
        case busy
        case invalidReference
        case invalidParameter
        case accessDenied
    }

    /// The status codes of the event log's methods.
    public enum LogStatus: UInt32, ValueMap {
        case completed = 0
        case notSupported
        case invalidRecord
        case noRecords
    }
}

extension SKS {
    /// The stances, as numbers.
    public enum Stance: UInt16, ValueMap {
        case open = 1
        case patching
        case quarantine
    }

    /// How the appliance is.
    public enum ApplianceState: UInt16, ValueMap {
        case off = 0
        case starting
        case ready
        case failed
    }

    /// Where packages come from.
    public enum PackageSource: UInt16, ValueMap {
        /// The payload disk, without network.
        case payload = 1
        /// The appliance's cache, in the stance `patching`.
        case cache
    }

    /// Where an operation stands.
    public enum OperationState: UInt16, ValueMap {
        case running = 1
        case succeeded
        case failed
    }
}

extension AMT {
    /// What happens to a packet that a System Defense filter means.
    public enum FilterProfile: UInt16, ValueMap {
        case statisticsPass = 0
        case statisticsDrop
        case rateLimit
        case pass
        case drop
    }

    /// Which way the packets go that a System Defense filter is compared with.
    public enum FilterDirection: UInt16, ValueMap {
        /// Out of the PC.
        case transmit = 0
        /// Into the PC.
        case receive
    }
}
