import FleetTestSupport
import PacketPolicy
import Testing

@testable import Fleet

/// A way to make one step of a story fail.
struct Obstacle: Sendable, CustomTestStringConvertible {
    let story: Story
    let step: StepName
    let change: @Sendable (inout ScriptedEndpoint.World) -> Void

    init(_ story: Story, _ step: StepName, _ change: @escaping @Sendable (inout ScriptedEndpoint.World) -> Void) {
        self.story = story
        self.step = step
        self.change = change
    }

    init(_ story: Story, _ step: StepName, refusing command: String) {
        self.init(story, step) { $0.refused = [command] }
    }

    var testDescription: String { "\(story.rawValue) at \(step.rawValue)" }

    static let all: [Obstacle] =
        [
            Obstacle(.quarantine, .confirmCutOff) { $0.stance = .open },
            Obstacle(.quarantine, .updateDefinitions, refusing: "update-definitions 2"),
            Obstacle(.quarantine, .scanDisk, refusing: "scan"),
            Obstacle(.quarantine, .removeInfections, refusing: "remove /home/user/eicar.com"),
            Obstacle(.quarantine, .stagePackages, refusing: "stage branch-app"),
            Obstacle(.quarantine, .takeSnapshot, refusing: "take-snapshot"),
            Obstacle(.quarantine, .installPackages, refusing: "install payload branch-app"),
            Obstacle(.quarantine, .restartIfNeeded, refusing: "restart-if-needed"),
            Obstacle(.quarantine, .forgetSnapshot, refusing: "forget-snapshot"),
            Obstacle(.quarantine, .rescanDisk) { $0.isStubborn = true },
            Obstacle(.quarantine, .release, refusing: "stance open"),
            Obstacle(.quarantine, .verifyTraffic, refusing: "check 10.10.0.1:80"),
            Obstacle(.wakePatchOff, .ensureOff) { $0.ignoresShutdown = true },
            Obstacle(.wakePatchOff, .takeSnapshot, refusing: "take-snapshot"),
            Obstacle(.wakePatchOff, .enterPatching, refusing: "stance patching"),
            Obstacle(.wakePatchOff, .powerOn, refusing: "power on"),
            Obstacle(.wakePatchOff, .awaitAgent) { $0.isBootable = false },
            Obstacle(.wakePatchOff, .installFromCache, refusing: "install cache branch-app"),
            Obstacle(.wakePatchOff, .restartIfNeeded, refusing: "restart-if-needed"),
            Obstacle(.wakePatchOff, .verifyVersion, refusing: "refresh-facts"),
            Obstacle(.wakePatchOff, .forgetSnapshot, refusing: "forget-snapshot"),
            Obstacle(.wakePatchOff, .powerOff) {
                $0.power = .offSoft
                $0.ignoresShutdown = true
            },
            Obstacle(.wakePatchOff, .readFactsWhileOff, refusing: "stance open"),
            Obstacle(.reinstall, .noticeNoBoot) { $0.agent = true },
            Obstacle(.reinstall, .bootFromCD, refusing: "boot once cd"),
            Obstacle(.reinstall, .powerCycle, refusing: "power cycle"),
            Obstacle(.reinstall, .awaitInstallation) { $0.isInstallerBroken = true },
            Obstacle(.reinstall, .verifyFreshSystem, refusing: "refresh-facts"),
            Obstacle(.reinstall, .reopen) {
                $0.stance = .quarantine
                $0.refused = ["stance open"]
            },
            Obstacle(.secureErase, .orderErasure, refusing: "erase once"),
            Obstacle(.secureErase, .carryOutErasure, refusing: "power cycle"),
            Obstacle(.secureErase, .cutPower, refusing: "power offHard"),
            Obstacle(.updateGuard, .updateRules, refusing: "update-rules 2"),
            Obstacle(.updateGuard, .updateLists, refusing: "update-lists 2"),
            Obstacle(.updateGuard, .updatePolicy, refusing: "update-policy 2"),
        ]
        + [(Story.reset, StepName.resetDisk), (.resetWithData, .resetDiskAndData)].flatMap { story, step in
            [
                Obstacle(story, step, refusing: step.rawValue),
                Obstacle(story, .powerOn, refusing: "power on"),
                Obstacle(story, .awaitAgent) { $0.comesUpSlowly = true },
                Obstacle(story, .verifyFreshSystem, refusing: "refresh-facts"),
                Obstacle(story, .reopen) {
                    $0.stance = .quarantine
                    $0.refused = ["stance open"]
                },
            ]
        }
}

@Suite("A step that fails")
struct FailureTests {
    @Test("has an obstacle in these tests, whichever it is")
    func completeness() {
        for story in Story.allCases {
            #expect(Obstacle.all.filter { $0.story == story }.map(\.step) == story.steps)
        }
    }

    @Test("leaves the job failed, with the step's name and the reason", arguments: Obstacle.all)
    func failure(_ obstacle: Obstacle) async throws {
        let console = try await TestConsole { time in
            var world = world(for: obstacle.story, time)
            obstacle.change(&world)
            return world
        }
        _ = try await console.queue(obstacle.story)
        let job = try #require(try await runClaimed(console))
        let place = try #require(obstacle.story.steps.firstIndex(of: obstacle.step))
        #expect(job.state == .failed)
        #expect(job.failure?.hasPrefix("\(obstacle.step.rawValue): \(job.steps[place].evidence)") == true)
        #expect(!job.steps[place].evidence.isEmpty)
        #expect(job.steps.prefix(place).allSatisfy { $0.state == .succeeded })
        let planned = job.steps.filter { $0.name != .returnToSnapshot }
        #expect(planned.dropFirst(place + 1).allSatisfy { $0.state == .pending })
        #expect(await console.fleet.cases(of: "pc1").allSatisfy { $0.state == .open })
    }
}
