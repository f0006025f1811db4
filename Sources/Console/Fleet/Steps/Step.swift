import PacketPolicy

/// How one step of a story is done.
///
/// A step looks before it acts and after it has acted: it is found done or not by what the endpoint says, not by what
/// the console remembers of having asked.
protocol Step: Sendable {
    /// Evidence that it is done already; nil when it is still to be done.
    func check(_ work: StepWork) async throws(FleetError) -> Evidence?
    /// Does it.
    func perform(_ work: StepWork) async throws(FleetError)
    /// Shows that it is done.
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence
}

extension Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? { nil }
    func perform(_ work: StepWork) async throws(FleetError) {}
}

extension StepName {
    /// How the step of this name is done.
    var step: any Step {
        switch self {
        case .confirmCutOff: ConfirmCutOff()
        case .updateDefinitions: UpdateDefinitions()
        case .scanDisk: ScanDisk()
        case .removeInfections: RemoveInfections()
        case .stagePackages: StagePackages()
        case .installPackages: InstallPackages()
        case .rescanDisk: RescanDisk()
        case .release: ChangeStance(to: .open)
        case .verifyTraffic: VerifyTraffic()
        case .ensureOff, .powerOff: SwitchOff()
        case .enterPatching: ChangeStance(to: .patching)
        case .powerOn: SwitchOn()
        case .awaitAgent: AwaitAgent()
        case .installFromCache: InstallFromCache()
        case .verifyVersion: VerifyVersion()
        case .readFactsWhileOff: ReadFactsWhileOff()
        case .noticeNoBoot: NoticeNoBoot()
        case .bootFromCD: BootFromCD()
        case .powerCycle: PowerCycle()
        case .awaitInstallation: AwaitInstallation()
        case .verifyFreshSystem: VerifyFreshSystem()
        case .reopen: ChangeStance(to: .open)
        case .updateRules: UpdateGuard.rules
        case .updateLists: UpdateGuard.lists
        case .updatePolicy: UpdateGuard.policy
        case .takeSnapshot: TakeSnapshot()
        case .forgetSnapshot: ForgetSnapshot()
        case .returnToSnapshot: ReturnToSnapshot()
        case .restartIfNeeded: RestartIfNeeded()
        case .resetDisk: ResetDisk(keepsData: true)
        case .resetDiskAndData: ResetDisk(keepsData: false)
        case .orderErasure: OrderErasure()
        case .carryOutErasure: CarryOutErasure()
        case .cutPower: CutPower()
        }
    }
}
