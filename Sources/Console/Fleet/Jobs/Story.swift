/// A procedure that a job carries out at one endpoint.
public enum Story: String, Sendable, Codable, Hashable, CaseIterable {
    /// Cures an endpoint that was cut off, and lets it back onto the network.
    case quarantine
    /// Switches an endpoint on, patches it and switches it off again.
    case wakePatchOff = "wake-patch-off"
    /// Installs the user OS anew from the installation medium.
    case reinstall
    /// Gives the guard the console's newest rules, block lists and policy.
    case updateGuard = "update-guard"
    /// Makes the disk the golden image again in seconds, and keeps the data of the user.
    case reset
    /// Makes the disk the golden image again, and discards the data of the user.
    case resetWithData = "reset-with-data"
    /// Erases the disks of an endpoint, and the keys in its TPM, and leaves it off.
    case secureErase = "secure-erase"

    /// The steps, in the order in which they are done.
    public var steps: [StepName] {
        switch self {
        case .quarantine:
            [
                .confirmCutOff, .updateDefinitions, .scanDisk, .removeInfections, .stagePackages, .takeSnapshot,
                .installPackages, .restartIfNeeded, .forgetSnapshot, .rescanDisk, .release, .verifyTraffic,
            ]
        case .wakePatchOff:
            [
                .ensureOff, .takeSnapshot, .enterPatching, .powerOn, .awaitAgent, .installFromCache, .restartIfNeeded,
                .verifyVersion, .forgetSnapshot, .powerOff, .readFactsWhileOff,
            ]
        case .reinstall:
            [.noticeNoBoot, .bootFromCD, .powerCycle, .awaitInstallation, .verifyFreshSystem, .reopen]
        case .updateGuard: [.updateRules, .updateLists, .updatePolicy]
        case .reset: [.resetDisk, .powerOn, .awaitAgent, .verifyFreshSystem, .reopen]
        case .secureErase: [.orderErasure, .carryOutErasure, .cutPower]
        case .resetWithData: [.resetDiskAndData, .powerOn, .awaitAgent, .verifyFreshSystem, .reopen]
        }
    }
}
