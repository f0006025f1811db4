import FoundationEssentials
import Testing

@testable import Fleet

@Suite("The story machine")
struct StoryMachineTests {
    private let time = Date(timeIntervalSinceReferenceDate: 0)

    private func job() -> Job { Job(endpoint: "pc1", story: .reinstall, requestedBy: "t", createdAt: time) }

    @Test("reads the next thing to do off the recorded steps")
    func transcript() {
        var job = job()
        #expect(job.nextAction == .begin(.noticeNoBoot))
        job.record(.begun, of: .noticeNoBoot, at: time)
        #expect(job.nextAction == .resume(.noticeNoBoot))
        job.record(.succeeded(Evidence("silent")), of: .noticeNoBoot, at: time)
        #expect(job.nextAction == .begin(.bootFromCD))
        job.record(.begun, of: .bootFromCD, at: time)
        job.record(.failed("no drive"), of: .bootFromCD, at: time)
        #expect(job.nextAction == .fail("boot-from-cd: no drive"))
    }

    @Test("has succeeded when every step has")
    func success() {
        var job = job()
        for step in job.story.steps {
            job.record(.begun, of: step, at: time)
            job.record(.succeeded(Evidence("seen")), of: step, at: time)
        }
        #expect(job.nextAction == .succeed)
    }

    @Test("remembers the first beginning of a step and counts the others")
    func attempts() {
        var job = job()
        job.record(.begun, of: .noticeNoBoot, at: time)
        job.record(.begun, of: .noticeNoBoot, at: time + 60)
        #expect(job.steps[0].startedAt == time)
        #expect(job.steps[0].attempt == 2)
    }

    @Test("takes no name of an endpoint that breaks a URL", arguments: ["", "a/b", ".hidden", "a b", "ä"])
    func names(_ name: String) {
        #expect(!Endpoint.isName(name))
        #expect(Endpoint.isName("pc-1.branch_7"))
    }
}
