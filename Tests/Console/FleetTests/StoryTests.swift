import FleetTestSupport
import FoundationEssentials
import Inventory
import PacketPolicy
import Testing

@testable import Fleet

/// Runs what can be claimed, as a console does that has just started.
func runClaimed(_ console: TestConsole, as claimant: String = "console") async throws -> Job? {
    let now = console.clock.now
    guard let job = await console.fleet.claimNext(by: claimant, now: now, until: now + 10) else { return nil }
    return try await JobExecution(services: console.services, claimant: claimant).run(job)
}

/// Where a story begins.
func world(for story: Story, _ time: Date) -> ScriptedEndpoint.World {
    switch story {
    case .quarantine: .infected(at: time)
    case .wakePatchOff: .healthy(at: time)
    case .reinstall, .reset, .resetWithData: .broken(at: time)
    case .updateGuard, .secureErase: .healthy(at: time)
    }
}

@Suite("Stories")
struct StoryTests {
    @Test("quarantine cures the endpoint and lets it back onto the network")
    func quarantine() async throws {
        let console = try await TestConsole { world(for: .quarantine, $0) }
        _ = try await console.queue(.quarantine)
        let job = try #require(try await runClaimed(console))
        #expect(job.state == .succeeded)
        #expect(
            await console.endpoint.commands == [
                "update-definitions 2", "scan", "remove /home/user/eicar.com", "stage branch-app", "take-snapshot",
                "install payload branch-app", "refresh-facts", "restart-if-needed", "forget-snapshot", "scan changes",
                "stance open", "check 10.10.0.1:80",
            ]
        )
        #expect(job.step(.scanDisk)?.evidence.contains("Eicar in /home/user/eicar.com") == true)
        #expect(job.step(.installPackages)?.evidence == "branch-app 1.1 is installed")
        #expect(job.step(.rescanDisk)?.evidence.hasSuffix("clean") == true)
        let cases = await console.fleet.cases(of: "pc1")
        #expect(cases.map(\.state) == [.released])
        #expect(cases.first?.jobID == job.id)
    }

    @Test("wake-patch-off patches the endpoint and reads the new version while it is off")
    func wakePatchOff() async throws {
        let console = try await TestConsole { world(for: .wakePatchOff, $0) }
        _ = try await console.queue(.wakePatchOff)
        let job = try #require(try await runClaimed(console))
        #expect(job.state == .succeeded)
        #expect(
            await console.endpoint.commands == [
                "power offGraceful", "take-snapshot", "stance patching", "power on", "install cache branch-app",
                "restart-if-needed", "refresh-facts", "forget-snapshot", "power offGraceful", "stance open",
            ]
        )
        #expect(job.step(.verifyVersion)?.evidence == "branch-app is 1.1, before 1.0; the engine has stored it")
        #expect(job.step(.readFactsWhileOff)?.evidence.hasPrefix("read while off: branch-app 1.1, learnt ") == true)
        #expect(await console.endpoint.world.power == .offSoft)
    }

    @Test("reinstall starts once from the installation medium and ends with a fresh system")
    func reinstall() async throws {
        let console = try await TestConsole { world(for: .reinstall, $0) }
        _ = try await console.queue(.reinstall)
        let job = try #require(try await runClaimed(console))
        #expect(job.state == .succeeded)
        #expect(await console.endpoint.commands == ["boot once cd", "power cycle", "refresh-facts"])
        #expect(job.step(.noticeNoBoot)?.evidence.contains("silent for 120 seconds") == true)
        #expect(job.step(.verifyFreshSystem)?.evidence.hasPrefix("Debian 12 booted from disk") == true)
    }

    @Test("update-guard gives the guard rules, block lists and policy, and again nothing when it has them")
    func updateGuard() async throws {
        let console = try await TestConsole { world(for: .updateGuard, $0) }
        _ = try await console.queue(.updateGuard)
        #expect(try await runClaimed(console)?.state == .succeeded)
        _ = try await console.queue(.updateGuard)
        #expect(try await runClaimed(console)?.state == .succeeded)
        #expect(await console.endpoint.commands == ["update-rules 2", "update-lists 2", "update-policy 2"])
    }

    @Test("an update after which the user OS does not come up is undone, and the PC runs again as it did")
    func spoilt() async throws {
        let console = try await TestConsole { time in
            var world = world(for: .quarantine, time)
            world.updatesNeedRestart = true
            world.isSpoiltByUpdate = true
            return world
        }
        _ = try await console.queue(.quarantine)
        let job = try #require(try await runClaimed(console))
        #expect(job.state == .failed)
        #expect(job.failure?.hasPrefix("restart-if-needed: the user OS comes up again: not within") == true)
        #expect(job.failure?.hasSuffix("; the disk is again what it was before") == true)
        #expect(job.step(.returnToSnapshot)?.state == .succeeded)
        #expect(await console.endpoint.commands.suffix(3) == ["restart-if-needed", "return-to-snapshot", "power on"])
        let left = await console.endpoint.world
        #expect((left.installed, left.power, left.agent) == ("1.0", .on, true))
        #expect(left.stance == .quarantine)
    }

    @Test("a PC that was off, and cannot be patched, is off again, as it was, with its network open")
    func spoiltWhileOff() async throws {
        let console = try await TestConsole { time in
            var world = world(for: .wakePatchOff, time)
            world.refused = ["refresh-facts"]
            return world
        }
        _ = try await console.queue(.wakePatchOff)
        let job = try #require(try await runClaimed(console))
        #expect(job.failure?.hasPrefix("verify-version: ") == true)
        let left = await console.endpoint.world
        #expect((left.installed, left.power, left.stance) == ("1.0", .offHard, .open))
    }

    @Test("an update that cannot be undone says so")
    func notUndone() async throws {
        let console = try await TestConsole { time in
            var world = world(for: .wakePatchOff, time)
            world.refused = ["refresh-facts", "return-to-snapshot"]
            return world
        }
        _ = try await console.queue(.wakePatchOff)
        let job = try #require(try await runClaimed(console))
        #expect(job.failure?.hasSuffix("; nor could it be undone: return-to-snapshot failed") == true)
    }

    @Test("a reset puts the golden image back, and keeps or discards the data as asked")
    func reset() async throws {
        for (story, command) in [(Story.reset, "reset-disk"), (.resetWithData, "reset-disk-and-data")] {
            let console = try await TestConsole { world(for: story, $0) }
            _ = try await console.queue(story)
            let job = try #require(try await runClaimed(console))
            #expect(job.state == .succeeded)
            #expect(await console.endpoint.commands == [command, "power on", "refresh-facts"])
            #expect(await console.endpoint.world.hasData == (story == .reset))
            #expect(await console.endpoint.world.installed == "golden")
        }
    }

    @Test("a secure erasure is ordered for one start, carried out by it, and leaves the endpoint off")
    func secureErase() async throws {
        let console = try await TestConsole { world(for: .secureErase, $0) }
        _ = try await console.queue(.secureErase)
        let job = try #require(try await runClaimed(console))
        #expect(job.state == .succeeded)
        #expect(await console.endpoint.commands == ["erase once", "power cycle", "power offHard"])
        let end = await console.endpoint.world
        #expect(!end.hasData && !end.isBootable && end.power.isOff)
    }

    @Test("the engine's word that nothing boots is enough to notice it")
    func bootFailure() async throws {
        let console = try await TestConsole { time in
            var world = world(for: .reinstall, time)
            world.events = [EndpointEvent(at: time, text: "no boot media", isBootFailure: true)]
            return world
        }
        let job = try await console.queue(.reinstall)
        _ = try await runClaimed(console)
        let noticed = await console.fleet.job(job.id)?.step(.noticeNoBoot)
        #expect(noticed?.evidence.hasPrefix("does not come up: no boot media") == true)
        #expect(noticed?.finishedAt == noticed?.startedAt)
    }

    @Test("a moment's silence of the engine does not end a job")
    func silence() async throws {
        let console = try await TestConsole { world(for: .wakePatchOff, $0) }
        await console.endpoint.fallSilent(duringStart: .unreachable("no answer"))
        _ = try await console.queue(.wakePatchOff)
        let job = try #require(try await runClaimed(console))
        #expect(job.state == .succeeded)
        #expect(job.step(.awaitAgent)?.state == .succeeded)
    }

    @Test("a story at an endpoint that was removed fails and says so")
    func removed() async throws {
        let console = try await TestConsole { world(for: .reinstall, $0) }
        _ = try await console.queue(.reinstall)
        try await console.fleet.removeEndpoint(named: "pc1")
        let job = try #require(try await runClaimed(console))
        #expect(job.failure == "notice-no-boot: there is no endpoint named pc1 any more")
    }

    @Test("plain AMT hardware refuses what it does not have, by name")
    func plainAMT() async throws {
        let console = try await TestConsole { time in
            var world = world(for: .quarantine, time)
            world.isPlainAMT = true
            return world
        }
        _ = try await console.queue(.quarantine)
        let job = try #require(try await runClaimed(console))
        #expect(job.failure == "confirm-cut-off: there is no stance")
    }
}
