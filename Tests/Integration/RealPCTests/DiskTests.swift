import Testing
import VirtualPC

@Suite("The disks of a PC of real QEMUs", .serialized, .enabled(if: Workbench.isPossible), .timeLimit(.minutes(3)))
struct DiskTests {
    @Test("A snapshot that was taken while the user OS ran brings back one that does not start any more")
    func snapshotWhileOn() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            try await SerialLine(bench.files.serial).wait(for: BootSector.ticks)
            try await pc.snapshot(.take)
            // Once more: the newer takes the place of the older.
            try await pc.snapshot(.take)
            await #expect(throws: PCError.self) { try await pc.snapshot(.restore) }
            try await pc.perform(.offHard, bootOnce: nil)
            try bench.spoil()
            try await pc.perform(.on, bootOnce: nil)
            try await bench.expect(.bootFailed("the firmware found no bootable device"), of: pc)
            try await pc.perform(.offHard, bootOnce: nil)
            try await pc.snapshot(.restore)
            try await pc.perform(.on, bootOnce: nil)
            try await SerialLine(bench.files.serial).wait(for: BootSector.ticks)
            try await pc.snapshot(.forget)
            try await pc.perform(.offHard, bootOnce: nil)
            await #expect(throws: PCError.self) { try await pc.snapshot(.restore) }
            await pc.dismantle()
        }
    }

    @Test("A snapshot of a PC that is off holds through what happens afterwards")
    func snapshotWhileOff() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.snapshot(.take)
            try bench.spoil()
            #expect(bench.isSpoilt())
            try await pc.snapshot(.restore)
            #expect(!bench.isSpoilt())
            try await pc.snapshot(.forget)
            await #expect(throws: PCError.self) { try await pc.snapshot(.restore) }
            await pc.dismantle()
        }
    }

    @Test("A reset puts the golden image back, and keeps or discards the data of the user as asked")
    func reset() async throws {
        let bench = try Workbench(isGolden: true)
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            try await SerialLine(bench.files.serial).wait(for: BootSector.ticks)
            await #expect(throws: PCError.self) { try await pc.resetDisk(keepsData: true) }
            try await pc.perform(.offHard, bootOnce: nil)
            try bench.spoil()
            try bench.spoil(data: true)
            try await pc.resetDisk(keepsData: true)
            #expect(!bench.isSpoilt())
            #expect(bench.isSpoilt(data: true))
            try await pc.perform(.on, bootOnce: nil)
            try await SerialLine(bench.files.serial).wait(for: BootSector.ticks)
            try await pc.perform(.offHard, bootOnce: nil)
            try await pc.resetDisk(keepsData: false)
            #expect(!bench.isSpoilt(data: true))
            await pc.dismantle()
        }
    }

    @Test("A PC without a golden image says that it cannot be reset")
    func noGolden() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            await #expect(throws: PCError.self) { try await pc.resetDisk(keepsData: true) }
            #expect(!bench.isSpoilt())
            await pc.dismantle()
        }
    }
}
