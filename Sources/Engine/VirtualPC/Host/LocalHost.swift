import FoundationEssentials
import Glibc
public import Inventory
public import Logging
import NFTables

/// The host itself, for a process that is root in the PC's network namespace.
public actor LocalHost: HostControl {
    let configuration: PCConfiguration
    private let hardware: HardwareInventory
    let files: RunDirectory
    let wiring: any Wiring
    let logger: Logger
    private var running: [MachineName: HostProcess] = [:]
    private var starting: Set<MachineName> = []
    private var known: Accelerator?
    private var isTPMLost = false
    var viewerRetry = ContinuousClock.now

    /// The host of one PC; nothing is touched before ``prepare()``.
    public init(
        configuration: PCConfiguration,
        hardware: HardwareInventory,
        wiring: any Wiring = KernelTaps(),
        logger: Logger
    ) {
        self.configuration = configuration
        self.hardware = hardware
        self.wiring = wiring
        self.logger = logger
        files = RunDirectory(path: configuration.runDirectory)
    }

    public func prepare() async throws(PCError) {
        try await makeMissingDisks()
        try requireFiles()
        try makeDirectories()
        try giveFiles()
        UnprivilegedPorts.open(from: 623, logger)
        try await wiring.make(taps)
        if configuration.appliance.uplink != nil { try await wiring.makeStandIn(configuration.chassis.uplink) }
    }

    public func diskBytes() async throws(PCError) -> UInt64 { configuration.userOS.diskBytes }

    public func sensors() async throws(PCError) -> [BoardSensor] { HostSensors().sensors() }

    public func raiseWires() async throws(PCError) {
        try await wiring.raise(taps + [configuration.chassis.uplink])
    }

    private var taps: [String] {
        [configuration.chassis.userTap, configuration.chassis.inTap, configuration.chassis.outTap]
    }

    public func accelerator() async throws(PCError) -> Accelerator {
        if let known { return known }
        let found = await probe()
        known = found
        return found
    }

    /// The processor's own acceleration, where the machines' users may use it and it runs a kernel.
    private func probe() async -> Accelerator {
        guard access("/dev/kvm", F_OK) == 0 else { return .tcg }
        guard let groups = FileAccess.groups(toOpen: "/dev/kvm") else {
            logger.warning(
                "/dev/kvm can be opened by root alone, so processors are emulated; give it a group, as udev does"
            )
            return .tcg
        }
        return await AcceleratorProbe(
            qemu: configuration.qemu,
            kernel: configuration.appliance.kernel,
            memory: configuration.stateDirectory + "/accelerator.json",
            confinement: Confinement(user: configuration.appliance.uid, groups: groups)
        ).accelerator()
    }

    public func start(_ order: MachineOrder) async throws(PCError) -> Int {
        let machine = order.machine
        guard !starting.contains(machine), try await find(machine) == nil else {
            throw .notPossible("the machine \(machine.rawValue) runs already")
        }
        starting.insert(machine)
        defer { starting.remove(machine) }
        switch order {
        case .userOS(let options): try await prepare(options)
        case .notice(let notice): try prepare(notice)
        case .appliance: break
        }
        try giveDevices(to: machine)
        clearScreen(of: machine)
        let process = try await launch(order)
        running[machine] = process
        var processes = [process.pid]
        if machine == .userOS {
            isTPMLost = false
            if let tpm = tpm?.process { processes.append(tpm.pid) }
        }
        let accelerator = try await accelerator(of: machine)
        ControlGroup(machine, of: configuration, accelerator: accelerator).hold(processes, logger)
        await show(machine)
        return process.pid
    }

    /// A notice is too little to look for an accelerator.
    private func accelerator(of machine: MachineName) async throws(PCError) -> Accelerator {
        machine == .notice ? .tcg : try await accelerator()
    }

    private func launch(_ order: MachineOrder) async throws(PCError) -> HostProcess {
        let machine = order.machine
        let accelerator = try await accelerator(of: machine)
        let line = commandLine(order, accelerator)
        let confinement = try confinement(of: machine, accelerator: accelerator)
        for log in files.logs(of: machine) {
            try FileAccess.makeLog(log, owner: confinement.user, group: configuration.engineUID)
        }
        var opened: [CInt] = []
        defer { opened.forEach { close($0) } }
        for descriptor in line.descriptors { opened.append(try await open(descriptor, confinement)) }
        return try HostProcess.start(
            confinement.command(configuration.qemu, line.arguments),
            descriptors: opened,
            log: files.log(of: machine),
            pidFile: files.pid(of: machine)
        )
    }

    private func open(_ descriptor: Descriptor, _ confinement: Confinement) async throws(PCError) -> CInt {
        switch descriptor {
        case .listener(let path): return try UnixListener.open(path, for: configuration.engineUID)
        case .tap(let name): return try wiring.open(name)
        case .tpm:
            guard let tpm else { throw .failed("the board has no TPM") }
            return try await tpm.start(confinement)
        }
    }

    private func commandLine(_ order: MachineOrder, _ accelerator: Accelerator) -> QEMUCommandLine {
        switch order {
        case .userOS(let options):
            .userOS(configuration, hardware: hardware, accelerator: accelerator, boot: options)
        case .appliance: .appliance(configuration, accelerator: accelerator)
        case .notice: .notice(configuration)
        }
    }

    public func find(_ machine: MachineName) async throws(PCError) -> Int? {
        let process =
            running[machine] ?? HostProcess.find(pidFile: files.pid(of: machine), mark: files.mark(of: machine))
        running[machine] = process?.isRunning == true ? process : nil
        let pid = running[machine]?.pid
        if machine == .userOS, pid != nil, !starting.contains(.userOS) {
            watchTPM()
            await watchViewer()
        }
        return pid
    }

    /// Whether a machine that we know runs.
    func isRunning(_ machine: MachineName) -> Bool { running[machine]?.isRunning == true }

    /// A TPM that ended under its machine cannot be put back: the next start brings a new one, with the state it had.
    private func watchTPM() {
        guard let tpm, !isTPMLost, tpm.process == nil else { return }
        isTPMLost = true
        logger.error("the TPM has ended; the user OS has none until its next start")
    }

    public func kill(_ machine: MachineName) async throws(PCError) {
        if try await find(machine) != nil { running[machine]?.kill() }
    }

    public func lastWords(of machine: MachineName) async throws(PCError) -> String {
        HostProcess.lastWords(files.log(of: machine))
    }
}
