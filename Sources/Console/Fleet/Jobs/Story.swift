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

    /// The steps, in the order in which they are done.
    public var steps: [StepName] {
        switch self {
        case .quarantine:
            [
                .confirmCutOff, .updateDefinitions, .scanDisk, .removeInfections, .stagePackages, .installPackages,
                .rescanDisk, .release, .verifyTraffic,
            ]
        case .wakePatchOff:
            [
                .ensureOff, .enterPatching, .powerOn, .awaitAgent, .installFromCache, .verifyVersion, .powerOff,
                .readFactsWhileOff,
            ]
        case .reinstall:
            [.noticeNoBoot, .bootFromCD, .powerCycle, .awaitInstallation, .verifyFreshSystem, .reopen]
        case .updateGuard: [.updateRules, .updateLists, .updatePolicy]
        }
    }
}
