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
    private let wiring: any Wiring
    let logger: Logger
    private var running: [MachineName: QEMUProcess] = [:]
    private var starting: Set<MachineName> = []
    private var known: Accelerator?

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
        try requireFiles()
        try makeDirectories()
        try giveFiles()
        UnprivilegedPorts.open(from: 623, logger)
        try await wiring.make(taps)
    }

    public func diskBytes() async throws(PCError) -> UInt64 { configuration.userOS.diskBytes }

    public func raiseWires() async throws(PCError) {
        try await wiring.raise(taps + [configuration.chassis.uplink])
    }

    private var taps: [String] {
        [configuration.chassis.userTap, configuration.chassis.inTap, configuration.chassis.outTap]
    }

    public func accelerator() async throws(PCError) -> Accelerator {
        if let known { return known }
        let found = await AcceleratorProbe(
            qemu: configuration.qemu,
            kernel: configuration.appliance.kernel,
            memory: configuration.stateDirectory + "/accelerator.json"
        ).accelerator()
        known = found
        return found
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
        let sockets = files.sockets(of: machine)
        sockets.forEach { unlink($0) }
        let process = try QEMUProcess.start(
            configuration.qemu,
            try await commandLine(order),
            log: files.log(of: machine),
            pidFile: files.pid(of: machine)
        )
        running[machine] = process
        try await openSockets(sockets, of: process, machine)
        await pin(process, machine)
        return process.pid
    }

    private func commandLine(_ order: MachineOrder) async throws(PCError) -> QEMUCommandLine {
        switch order {
        case .userOS(let options):
            .userOS(configuration, hardware: hardware, accelerator: try await accelerator(), boot: options)
        case .appliance: .appliance(configuration, accelerator: try await accelerator())
        case .notice: .notice(configuration)
        }
    }

    /// QEMU makes its sockets while it is root; the engine, which is not, is to reach them, and nobody else.
    private func openSockets(_ sockets: [String], of process: QEMUProcess, _ machine: MachineName) async throws(PCError)
    {
        let deadline = ContinuousClock.now + .seconds(30)
        while !sockets.allSatisfy({ access($0, F_OK) == 0 }) {
            guard process.isRunning, ContinuousClock.now < deadline else {
                process.kill()
                let words = QEMUProcess.lastWords(files.log(of: machine))
                throw .failed("QEMU did not start: \(words.isEmpty ? "its monitor stayed silent" : words)")
            }
            try? await Task.sleep(for: .milliseconds(10))
        }
        let engine = configuration.engineUID
        for socket in sockets { try FileAccess.giveStrictly(socket, to: engine, group: engine, mode: 0o600) }
        if machine == .userOS { try FileAccess.giveStrictly(files.biosLog, to: engine, group: engine, mode: 0o600) }
    }

    /// Ties a machine's threads to processors of its own, where there are enough.
    private func pin(_ process: QEMUProcess, _ machine: MachineName) async {
        guard let cores = Cores(processors: Cores.available()) else { return }
        do throws(PCError) {
            try await Cores.pin(process: process.pid, to: machine == .userOS ? cores.user : cores.appliance)
        } catch {
            logger.warning("processors cannot be parted", metadata: ["error": "\(error)"])
        }
    }

    public func find(_ machine: MachineName) async throws(PCError) -> Int? {
        let process =
            running[machine]
            ?? QEMUProcess.find(pidFile: files.pid(of: machine), monitor: files.monitor(of: machine))
        running[machine] = process?.isRunning == true ? process : nil
        return running[machine]?.pid
    }

    public func kill(_ machine: MachineName) async throws(PCError) {
        if try await find(machine) != nil { running[machine]?.kill() }
    }

    public func lastWords(of machine: MachineName) async throws(PCError) -> String {
        QEMUProcess.lastWords(files.log(of: machine))
    }
}
