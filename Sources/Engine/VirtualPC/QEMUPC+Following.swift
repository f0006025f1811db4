import Logging
import ApplianceLink
import FoundationEssentials
import Glibc
import GuestAgent
import QMP

extension QEMUPC {
    /// Follows one machine or link to its end.
    func follow(_ watch: Watch) async {
        switch watch {
        case .user(let machine): await followUser(machine)
        case .appliance(let machine): await followAppliance(machine)
        case .link(let link): await followLink(link)
        }
    }

    /// Looks once a second at what tells nothing by itself.
    func tickForEver() async {
        while !Task.isCancelled {
            await tick()
            try? await Task.sleep(for: .seconds(1))
        }
    }

    /// Says once when what needs root cannot be done any more, and takes up a chassis process that was started anew.
    private func watchHost() async {
        do {
            _ = try await host.find(.userOS)
            if isHostLost {
                if try await filter.install() != stance.stance { try await apply(stance.stance) }
                logger.notice("the chassis process answers again")
            }
            isHostLost = false
        } catch {
            if !isHostLost { logger.error("what needs root is not possible", metadata: ["error": "\(error)"]) }
            isHostLost = true
        }
    }

    private func tick() async {
        take(.tick(.now))
        await watchHost()
        await watchScreen()
        if !power.state.isOff, !power.isAgentConnected {
            noticeEmptyDisk()
            noticeProgress()
        }
        if power.isAgentPortOpen, !power.isAgentConnected, power.state == .on {
            await greetAgent()
        }
        if applianceState == .starting {
            await greetAppliance()
        }
        if applianceState == .failed || (applianceState == .off && appliance == nil) {
            await restartAppliance()
        }
    }

    private func followUser(_ machine: Machine) async {
        for await event in machine.monitor.events {
            switch event {
            case .shutdown(let isGuest, _): take(isGuest ? .guestShutdown : .cutting)
            case .reset:
                truncate(files.biosLog, 0)
                take(.reset(deadline: bootDeadline()))
            case .suspend: await fellAsleep(machine)
            case .suspendDisk: take(.hibernating)
            case .wakeup: await wokeUp(machine)
            case .guestPanicked: take(.panicked)
            case .portChanged("agent", let isOpen): take(.agentPort(isOpen: isOpen))
            default: logger.debug("user OS", metadata: ["event": "\(event)"])
            }
        }
        await userEnded(machine)
    }

    /// Keeps what the board forgets when it wakes.
    func fellAsleep(_ machine: Machine) async {
        do throws(PCError) {
            bridge = try await LPCBridge.read(machine)
        } catch {
            logger.warning("the board cannot be read", metadata: ["error": "\(error)"])
        }
        take(.suspended)
    }

    private func wokeUp(_ machine: Machine) async {
        do throws(PCError) {
            try await bridge?.restore(machine)
        } catch {
            logger.error("the user OS may not hear the power button", metadata: ["error": "\(error)"])
        }
        bridge = nil
        take(.awake)
    }

    private func userEnded(_ machine: Machine) async {
        guard !Task.isCancelled, user?.pid == machine.pid else {
            return
        }
        await machine.end()
        agent?.close()
        agent = nil
        user = nil
        take(.gone)
    }

    /// SeaBIOS says on its debug port when it finds nothing to start.
    private func noticeEmptyDisk() {
        let words = HostProcess.lastWords(files.biosLog)
        if words.contains("No bootable device") {
            take(.nothingToBoot)
        }
    }

    private func greetAgent() async {
        do {
            if agent?.isOpen != true {
                agent = try await GuestAgent.connect(to: files.userAgent, within: .seconds(2))
            }
            try await agent?.synchronize()
            let canSleepOnDisk = await agent?.canSuspendToDisk() ?? false
            if power.isAgentPortOpen {
                canHibernate = canSleepOnDisk
                take(.agentAnswered)
            }
        } catch {
            logger.debug("the agent does not answer yet", metadata: ["error": "\(error)"])
        }
    }
}
