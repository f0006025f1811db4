import Logging
import FoundationEssentials
import Glibc
import GuestAgent
import QMP

extension QEMUPC {
    /// Presses a button; returns when the power state is what the button makes it.
    public func perform(_ action: PowerAction, boot options: BootOptions) async throws(PCError) {
        try await waitUntilBuilt()
        try check(action)
        let press = presses.begin(action)
        defer { presses.end(press) }
        logger.info("power", metadata: ["action": "\(action)", "from": "\(power.state)"])
        do throws(PCError) {
            try await carryOut(action, options, press)
        } catch {
            // What was done to the PC meanwhile is the reason, not how it looked from here.
            throw presses.holds(press) ? error : Self.interrupted
        }
    }

    private func carryOut(_ action: PowerAction, _ options: BootOptions, _ press: Int) async throws(PCError) {
        switch action {
        case .on: try await switchOn(options, press)
        case .offHard: try await cut(press)
        case .offGraceful: try await shutDown(press)
        case .reset: try await reset(options, press)
        case .resetGraceful: try await reboot(options, press)
        case .cycle:
            try await cut(press)
            try await launchUser(options)
        case .cycleGraceful:
            try await shutDown(press)
            try await launchUser(options)
        case .sleep: try await suspend(press)
        case .hibernate: try await hibernate(press)
        case .nmi: try await machine().execute(InjectNMI())
        }
    }

    private static let interrupted = PCError.notPossible("another power action has taken the place of this one")

    private func checkHold(_ press: Int) throws(PCError) {
        guard presses.holds(press) else { throw Self.interrupted }
    }

    private func waitUntilBuilt() async throws(PCError) {
        let deadline = ContinuousClock.now + .seconds(60)
        while !isReady {
            guard ContinuousClock.now < deadline else {
                throw .notPossible("the PC is still being built")
            }
            try await Patience.rest(.milliseconds(50))
        }
    }

    private func check(_ action: PowerAction) throws(PCError) {
        guard sensible.contains(action) else {
            throw .notPossible("\(action.rawValue) is not possible while the PC is \(power.state.rawValue)")
        }
        guard available.contains(action) else {
            throw .notPossible("another power action is going on, or the appliance reads the disk of the user OS")
        }
    }

    func machine() throws(PCError) -> Machine {
        guard let user else {
            throw .notPossible("the user OS is off")
        }
        return user
    }

    private func switchOn(_ options: BootOptions, _ press: Int) async throws(PCError) {
        guard power.state == .sleep else {
            return try await launchUser(options)
        }
        try await machine().execute(SystemWakeup())
        try await wait("wake up", within: .seconds(20), press) { $0 == .on }
    }

    /// Takes over a user OS that an earlier engine started.
    func attachUser() async throws(PCError) {
        guard let machine = try await Machine.attach(.userOS, on: host, files) else {
            return
        }
        let status = try await machine.execute(QueryStatus()).status
        logger.info("the user OS runs already", metadata: ["status": "\(status)"])
        _ = try? await forgetBootOnce(machine)
        user = machine
        take(.found(status: status, deadline: bootDeadline()))
        if status == "suspended" {
            await fellAsleep(machine)
        }
        take(.agentPort(isOpen: await machine.isPortOpen("agent-socket")))
        begin(.user(machine))
        await plugCable()
    }

    /// The firmware has read the order for this start; from the next reset on the disk is the only device.
    private func forgetBootOnce(_ machine: Machine) async throws(PCError) {
        for device in BootDevice.allCases.compactMap(\.firstDevice) {
            try await machine.execute(SetBootIndex(device: device, place: nil))
        }
    }

    func launchUser(_ options: BootOptions) async throws(PCError) {
        guard view != .direct else {
            throw .notPossible("the appliance is reading the disk of the user OS")
        }
        let machine = try await Machine.launch(.userOS(options), on: host, files)
        do throws(PCError) {
            try await forgetBootOnce(machine)
        } catch {
            await machine.end()
            throw error
        }
        user = machine
        if !options.erasure.isEmpty { tell(.erased(options.erasure)) }
        toldProgress = options.reportsProgress ? [] : nil
        take(.started(deadline: bootDeadline(options)))
        take(.agentPort(isOpen: await machine.isPortOpen("agent-socket")))
        begin(.user(machine))
    }

    private func cut(_ press: Int) async throws(PCError) {
        let machine = try machine()
        take(.cutting)
        await machine.end()
        try await wait("switch off", within: .seconds(10), press) { $0.isOff }
    }

    private func reset(_ options: BootOptions, _ press: Int) async throws(PCError) {
        guard options.isPlain else {
            try await cut(press)
            return try await launchUser(options)
        }
        try await machine().execute(SystemReset())
        truncate(files.biosLog, 0)
        take(.started(deadline: bootDeadline()))
    }

    /// Agent first, then the power button; a user OS that hears neither stays on, and the caller decides.
    private func shutDown(_ press: Int) async throws(PCError) {
        let machine = try machine()
        if power.isAgentConnected, await tellAgent(.powerdown), try await isOff(press) {
            return
        }
        try checkHold(press)
        try await machine.execute(SystemPowerdown())
        guard try await isOff(press) else {
            throw .timedOut("the user OS did not shut down, neither by its agent nor by the power button")
        }
    }

    private func reboot(_ options: BootOptions, _ press: Int) async throws(PCError) {
        guard options.isPlain else {
            try await shutDown(press)
            return try await launchUser(options)
        }
        guard power.isAgentConnected, await tellAgent(.reboot) else {
            throw .guestSilent("the guest agent does not answer, so the user OS cannot be asked to reboot")
        }
    }

    private func suspend(_ press: Int) async throws(PCError) {
        guard let agent, power.isAgentConnected else {
            throw .guestSilent("the guest agent does not answer, so the user OS cannot be asked to sleep")
        }
        do throws(GuestAgentError) {
            try await agent.suspendToMemory()
        } catch {
            throw .refused("\(error)")
        }
        try await wait("fall asleep", within: .seconds(20), press) { $0 == .sleep }
    }

    /// A user OS that comes back from the disk goes on where it was, so only its agent's refusal ends the wait.
    private func hibernate(_ press: Int) async throws(PCError) {
        do throws(GuestAgentError) {
            try await agent?.suspendToDisk()
        } catch {
            throw .refused("\(error)")
        }
        try await wait("hibernate", within: .seconds(120), press) { $0 == .hibernated }
    }

    private func tellAgent(_ mode: GuestShutdown) async -> Bool {
        do {
            try await agent?.synchronize()
            try await agent?.shutdown(mode)
            return agent != nil || power.state.isOff
        } catch {
            logger.warning("the agent did not take the order", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Whether the user OS that was asked to switch itself off has done so in time.
    private func isOff(_ press: Int) async throws(PCError) -> Bool {
        let isOff = try await isThere(within: .seconds(30)) { $0.isOff || !presses.holds(press) }
        try checkHold(press)
        if isOff { presses.obeyed(press) }
        return isOff
    }

    private func wait(
        _ what: String,
        within time: Duration,
        _ press: Int,
        until isWanted: (PowerState) -> Bool
    ) async throws(PCError) {
        let isThere = try await isThere(within: time) { isWanted($0) || !presses.holds(press) }
        try checkHold(press)
        guard isThere else { throw .timedOut("the PC did not \(what) in time") }
    }

    /// Whether the PC comes to a state before the time is over.
    func isThere(
        within time: Duration,
        _ isThere: (PowerState) -> Bool
    ) async throws(PCError) -> Bool {
        let deadline = ContinuousClock.now + time
        while !isThere(power.state) {
            guard ContinuousClock.now < deadline else { return false }
            try await Patience.rest(.milliseconds(50))
        }
        return true
    }
}
