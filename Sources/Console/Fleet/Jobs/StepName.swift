/// A step of a story, by name.
public enum StepName: String, Sendable, Codable, Hashable, CaseIterable {
    /// The endpoint is in quarantine, and the finding that led there is known.
    case confirmCutOff = "confirm-cut-off"
    /// The appliance has the console's newest virus definitions.
    case updateDefinitions = "update-definitions"
    /// The disk of the user OS was scanned.
    case scanDisk = "scan-disk"
    /// What the scan found was removed.
    case removeInfections = "remove-infections"
    /// The newest packages lie on the payload disk.
    case stagePackages = "stage-packages"
    /// The disk is kept as it is, to return to.
    case takeSnapshot = "take-snapshot"
    /// They are installed, without network.
    case installPackages = "install-packages"
    /// The user OS was restarted, if what was installed asks for it.
    case restartIfNeeded = "restart-if-needed"
    /// The new state was seen to be good, and the old one is forgotten.
    case forgetSnapshot = "forget-snapshot"
    /// Something went wrong, and the disk is what it was before.
    case returnToSnapshot = "return-to-snapshot"
    /// A second scan found nothing.
    case rescanDisk = "rescan-disk"
    /// The endpoint is on the network again.
    case release
    /// The user OS reaches the network, and was not cut off anew.
    case verifyTraffic = "verify-traffic"

    /// The endpoint is off to begin with.
    case ensureOff = "ensure-off"
    /// The package cache is the only thing the user OS will reach.
    case enterPatching = "enter-patching"
    /// The endpoint is on.
    case powerOn = "power-on"
    /// The agent of the user OS answers.
    case awaitAgent = "await-agent"
    /// The newest packages were installed through the cache.
    case installFromCache = "install-from-cache"
    /// The engine has learnt the new version.
    case verifyVersion = "verify-version"
    /// The endpoint has shut itself down.
    case powerOff = "power-off"
    /// The new version is read from the endpoint that is off.
    case readFactsWhileOff = "read-facts-while-off"

    /// The endpoint is on, and its user OS does not come up.
    case noticeNoBoot = "notice-no-boot"
    /// The next start comes from the installation medium.
    case bootFromCD = "boot-from-cd"
    /// The endpoint was started from it.
    case powerCycle = "power-cycle"
    /// The installation is over and the agent of the new user OS answers.
    case awaitInstallation = "await-installation"
    /// The facts about the user OS are newer than the installation.
    case verifyFreshSystem = "verify-fresh-system"
    /// The endpoint is on the network again.
    case reopen

    /// The guard has the console's newest rules.
    case updateRules = "update-rules"
    /// The guard has the console's block lists.
    case updateLists = "update-lists"
    /// The guard has the console's policy.
    case updatePolicy = "update-policy"
    /// The disk is the golden image again; the data of the user are as they were.
    case resetDisk = "reset-disk"
    /// The same, and the data of the user are gone.
    case resetDiskAndData = "reset-disk-and-data"

    /// The next start erases the endpoint.
    case orderErasure = "order-erasure"
    /// It was started and has erased itself.
    case carryOutErasure = "carry-out-erasure"
    /// Its power is cut.
    case cutPower = "cut-power"
}
