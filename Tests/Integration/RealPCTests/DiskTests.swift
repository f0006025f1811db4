import Foundation
import Testing

@testable import VirtualPC

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

    @Test(
        "A snapshot holds the firmware's variables and the TPM's state, and brings them back with the disk",
        .enabled(if: Workbench.hasUEFI && UEFITests.hasTPM),
        arguments: [true, false]
    )
    func snapshotOfFirmware(whileOn isOn: Bool) async throws {
        let bench = try Workbench(firmware: .uefi, tpm: true)
        defer { bench.clear() }
        let state = bench.configuration.stateDirectory
        let files = [bench.configuration.firmwareVariables, state + "/tpm/tpm2-00.permall"]
        @Sendable func contents() -> [Data?] { files.map { FileManager.default.contents(atPath: $0) } }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            if !isOn { try await pc.perform(.offHard, bootOnce: nil) }
            try await pc.snapshot(.take)
            if isOn { try await pc.perform(.offHard, bootOnce: nil) }
            let kept = ["firmware-variables.fd", "tpm2-00.permall"].map {
                FileManager.default.contents(atPath: state + "/firmware-snapshot/" + $0)
            }
            #expect(kept.allSatisfy { $0?.isEmpty == false })
            for file in files { try Data("changed".utf8).write(to: URL(filePath: file)) }
            try await pc.snapshot(.restore)
            #expect(contents() == kept)
            // And the board starts with them.
            try await pc.perform(.on, bootOnce: nil)
            try await pc.snapshot(.forget)
            #expect(!FileManager.default.fileExists(atPath: state + "/firmware-snapshot"))
            try await pc.perform(.offHard, bootOnce: nil)
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
