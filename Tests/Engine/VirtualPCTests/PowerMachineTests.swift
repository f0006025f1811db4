import Testing
import VirtualPC

@Suite("PowerMachine")
struct PowerMachineTests {
    let now = ContinuousClock.now

    func started() -> PowerMachine {
        var power = PowerMachine()
        _ = power.handle(.started(deadline: now + .seconds(60)))
        return power
    }

    @Test("comes up when the agent answers, and says so once")
    func comesUp() {
        var power = PowerMachine()
        #expect(power.handle(.started(deadline: now)) == [.powerChanged(.on)])
        #expect(power.handle(.agentPort(isOpen: true)) == [])
        #expect(power.handle(.agentAnswered) == [.agentConnected])
        #expect(power.handle(.agentAnswered) == [])
        #expect(power.handle(.tick(now + .seconds(999))) == [])
    }

    @Test("is off softly when the guest switched itself off")
    func guestShutdown() {
        var power = started()
        _ = power.handle(.agentAnswered)
        #expect(power.handle(.guestShutdown) == [.agentLost])
        #expect(power.handle(.gone) == [.powerChanged(.offSoft)])
    }

    @Test("a kernel that dies is told at once, loses its agent, and stays on until somebody presses a button")
    func panic() {
        var power = started()
        _ = power.handle(.agentPort(isOpen: true))
        _ = power.handle(.agentAnswered)
        #expect(power.handle(.panicked) == [.agentLost, .crashed])
        #expect(power.state == .on && !power.isAgentConnected)
        var booting = started()
        #expect(booting.handle(.panicked) == [.crashed])
        // It is no start that failed for want of a disk.
        #expect(booting.handle(.tick(now + .seconds(999))) == [])
    }

    @Test("is off hard when the power was cut, or QEMU died")
    func cut() {
        var power = started()
        _ = power.handle(.guestShutdown)
        _ = power.handle(.cutting)
        #expect(power.handle(.gone) == [.powerChanged(.offHard)])
        var other = started()
        #expect(other.handle(.gone) == [.powerChanged(.offHard)])
    }

    @Test("says once that the user OS did not come up in time")
    func bootFailure() {
        var power = started()
        #expect(power.handle(.tick(now + .seconds(59))) == [])
        #expect(power.handle(.tick(now + .seconds(60))) == [.bootFailed("the guest agent did not answer in time")])
        #expect(power.handle(.tick(now + .seconds(61))) == [])
        #expect(power.bootFailure != nil)
    }

    @Test("says at once that the firmware found nothing to start, unless it came up")
    func nothingToBoot() {
        var power = started()
        #expect(power.handle(.nothingToBoot) == [.bootFailed("the firmware found no bootable device")])
        var other = started()
        _ = other.handle(.agentAnswered)
        #expect(other.handle(.nothingToBoot) == [])
    }

    @Test("starts the clock again when the guest resets")
    func reset() {
        var power = started()
        _ = power.handle(.agentAnswered)
        #expect(power.handle(.reset(deadline: now + .seconds(100))) == [.agentLost, .restarted])
        #expect(power.handle(.reset(deadline: now + .seconds(200))) == [.restarted])
        #expect(power.handle(.tick(now + .seconds(150))) == [])
        #expect(power.handle(.tick(now + .seconds(200))).count == 1)
    }

    @Test("says once that nothing can be started, though the firmware tries again and again")
    func retries() {
        var power = started()
        #expect(power.handle(.nothingToBoot).count == 1)
        #expect(power.handle(.reset(deadline: now + .seconds(60))) == [.restarted])
        #expect(power.handle(.nothingToBoot) == [])
        #expect(power.bootFailure != nil)
        _ = power.handle(.agentAnswered)
        #expect(power.bootFailure == nil)
    }

    @Test("sleeps and wakes, and does not call a sleeper's silence a failure")
    func sleep() {
        var power = started()
        #expect(power.handle(.suspended) == [.powerChanged(.sleep)])
        #expect(power.handle(.tick(now + .seconds(999))) == [])
        #expect(power.handle(.awake) == [.powerChanged(.on)])
    }

    @Test("gives a user OS that was found running time to answer, and says once that it did not")
    func found() {
        var power = PowerMachine()
        #expect(power.handle(.found(status: "running", deadline: now + .seconds(60))) == [.powerChanged(.on)])
        #expect(power.handle(.tick(now + .seconds(60))).count == 1)
        var sleeper = PowerMachine()
        #expect(sleeper.handle(.found(status: "suspended", deadline: now)) == [.powerChanged(.sleep)])
        #expect(sleeper.handle(.tick(now + .seconds(999))) == [])
    }

    @Test("sleeps on its disk when the guest said so before it switched itself off")
    func hibernation() {
        var power = started()
        _ = power.handle(.agentAnswered)
        #expect(power.handle(.hibernating) == [.agentLost])
        #expect(power.handle(.guestShutdown) == [])
        #expect(power.handle(.gone) == [.powerChanged(.hibernated)])
        #expect(power.handle(.started(deadline: now)) == [.powerChanged(.on)])
        _ = power.handle(.guestShutdown)
        #expect(power.handle(.gone) == [.powerChanged(.offSoft)])
    }

    @Test("offers only what makes sense")
    func available() {
        #expect(PowerAction.available(in: .offHard, agentConnected: false) == [.on])
        #expect(PowerAction.available(in: .on, agentConnected: true).contains(.sleep))
        #expect(!PowerAction.available(in: .on, agentConnected: false).contains(.sleep))
        #expect(!PowerAction.available(in: .on, agentConnected: true).contains(.on))
        #expect(!PowerAction.available(in: .on, agentConnected: true).contains(.hibernate))
        #expect(PowerAction.available(in: .on, agentConnected: true, canHibernate: true).contains(.hibernate))
        #expect(!PowerAction.available(in: .on, agentConnected: false).contains(.resetGraceful))
        #expect(PowerAction.available(in: .hibernated, agentConnected: false) == [.on])
    }
}
