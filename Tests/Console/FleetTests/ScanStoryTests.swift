import FleetTestSupport
import Inventory
import Testing

@testable import Fleet

@Suite("The scans of the quarantine story")
struct ScanStoryTests {
    private func end(
        of change: @escaping @Sendable (inout ScriptedEndpoint.World) -> Void
    ) async throws -> (job: Job, commands: [String]) {
        let console = try await TestConsole { time in
            var world = world(for: .quarantine, time)
            change(&world)
            return world
        }
        _ = try await console.queue(.quarantine)
        return (try #require(try await runClaimed(console)), await console.endpoint.commands)
    }

    @Test("What should have been read and was not leaves the endpoint cut off, with its name")
    func unscanned() async throws {
        let (job, commands) = try await end { $0.unscanned = ["/home/x: it cannot be opened: errno 5"] }
        #expect(job.state == .failed)
        #expect(job.failure?.hasPrefix("rescan-disk: 1 files, folders or volumes could not be scanned") == true)
        #expect(job.failure?.contains("/home/x: it cannot be opened") == true)
        #expect(!commands.contains("stance open"))
    }

    @Test("What is encrypted, or longer than the scanner reads, is told and keeps nobody cut off")
    func encrypted() async throws {
        let (job, _) = try await end { $0.unreadable = ["partition 3: encrypted with LUKS"] }
        #expect(job.state == .succeeded)
        #expect(job.step(.rescanDisk)?.evidence.contains("partition 3: encrypted with LUKS") == true)
    }

    @Test("What is removed without a copy is told, and what cannot be removed by its path fails with the reason")
    func copies() async throws {
        let lost = try await end { $0.infections[0].notKept = "the store is full" }
        let words = "/home/user/eicar.com (SHA-256 cd; for good, without a copy: the store is full)"
        #expect(lost.job.step(.removeInfections)?.evidence == "removed \(words)")
        let left = try await end { world in
            var other = world.infections[0]
            (other.path, other.notRemovable) = ("partition 3:/evil", "name the volume in /etc/fstab")
            world.infections.insert(other, at: 0)
        }
        #expect(left.job.state == .failed)
        #expect(left.job.failure?.contains("partition 3:/evil is not removed: name the volume in /etc/fstab") == true)
        #expect(left.commands.contains("remove /home/user/eicar.com"))
        #expect(!left.commands.contains("remove partition 3:/evil"))
    }

    @Test("Work that moves may take as long as it takes")
    func long() async throws {
        let settings = FleetSettings()
        let (job, _) = try await end { $0.workSeconds = Double(settings.operationSeconds) * 3 }
        #expect(job.state == .succeeded)
    }

    @Test("A scan that moves no more is given up, and ended")
    func stuck() async throws {
        let (job, commands) = try await end { world in
            world.definitions = "2"
            world.workSeconds = 1e6
            world.isStuck = true
        }
        #expect(job.state == .failed)
        #expect(job.failure?.contains("came no further for 600 seconds") == true)
        #expect(commands.suffix(2) == ["scan", "cancel scan"])
    }
}
