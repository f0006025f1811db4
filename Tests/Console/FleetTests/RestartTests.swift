import FleetTestSupport
import PacketPolicy
import Testing

@testable import Fleet

@Suite("A console that is killed")
struct RestartTests {
    /// Kills the console, and starts it again after the old claim has run out.
    private static func runKilled(
        _ story: Story,
        _ kill: (MemoryFleet) async -> Void
    ) async throws -> (TestConsole, Job) {
        let console = try await TestConsole { world(for: story, $0) }
        let job = try await console.queue(story)
        await kill(console.fleet)
        await #expect(throws: FleetError.claimLost) { try await runClaimed(console, as: "first") }
        await console.fleet.revive()
        console.clock.advance(by: 11)
        let resumed = try await runClaimed(console, as: "second")
        let stored = await console.fleet.job(job.id)
        return (console, try #require(resumed ?? stored))
    }

    private static func uninterrupted(_ story: Story) async throws -> (commands: [String], writes: Int) {
        let console = try await TestConsole { world(for: story, $0) }
        _ = try await console.queue(story)
        await console.fleet.kill(afterWrites: 1_000_000)
        _ = try await runClaimed(console)
        return (await console.endpoint.commands, await 1_000_000 - (console.fleet.remainingWrites ?? 0))
    }

    @Test("after any step goes on with the next and does no step twice", arguments: Story.allCases)
    func afterEachStep(_ story: Story) async throws {
        let expected = try await Self.uninterrupted(story)
        for steps in 1...story.steps.count {
            let (console, job) = try await Self.runKilled(story) { await $0.kill(afterSteps: steps) }
            #expect(job.state == .succeeded)
            #expect(job.steps.allSatisfy { $0.state == .succeeded && $0.attempt == 1 })
            #expect(await console.endpoint.commands == expected.commands)
        }
    }

    @Test("at any moment comes to the same end, and cuts the power of an installation never twice")
    func atEachWrite() async throws {
        for story in Story.allCases {
            let expected = try await Self.uninterrupted(story)
            for writes in 0..<expected.writes {
                let (console, job) = try await Self.runKilled(story) { await $0.kill(afterWrites: writes) }
                #expect(job.state == .succeeded, "\(story) killed after \(writes) writes: \(job.failure ?? "")")
                #expect(await console.endpoint.commands.count { $0 == "power cycle" } <= 1)
                #expect(await console.endpoint.world.stance == .open)
            }
        }
    }

    @Test("where the endpoint cannot tell, the installation starts from its beginning")
    func withoutPendingBoot() async throws {
        let console = try await TestConsole { time in
            var world = world(for: .reinstall, time)
            world.tellsPendingBoot = false
            return world
        }
        _ = try await console.queue(.reinstall)
        await console.fleet.kill(beforeEndOf: .powerCycle)
        await #expect(throws: FleetError.claimLost) { try await runClaimed(console, as: "first") }
        await console.fleet.revive()
        console.clock.advance(by: 11)
        #expect(try await runClaimed(console, as: "second")?.state == .succeeded)
        #expect(
            await console.endpoint.commands == [
                "boot once cd", "power cycle", "boot once cd", "power cycle", "refresh-facts",
            ]
        )
    }
}
