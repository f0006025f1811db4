import Foundation
import Inventory
import QMP
import Testing

@testable import VirtualPC

@Suite("The board of a real PC", .serialized, .enabled(if: Workbench.isPossible), .timeLimit(.minutes(3)))
struct BoardTests {
    /// What QEMU leaves in a file of the guest's memory; the directory is one that its user may write in.
    private func memory(_ address: UInt64, _ size: UInt64, of machine: Machine, _ bench: Workbench) async throws
        -> [UInt8]
    {
        let path = bench.files.viewDirectory + "/memory"
        try await machine.execute(PhysicalMemorySave(val: address, size: size, filename: path))
        return Array(try Data(contentsOf: URL(filePath: path)))
    }

    /// The structures that the guest reads, by handle: found by the anchor `_SM_` that the firmware leaves below 1 MiB.
    private func structures(of machine: Machine, _ bench: Workbench) async throws -> [UInt16: [UInt8]] {
        let firmware = try await memory(0xF0000, 0x10000, of: machine, bench)
        let anchor = try #require(firmware.firstRange(of: Array("_SM_".utf8))?.lowerBound)
        let length = try #require(firmware.littleEndian(at: anchor + 22, UInt16.self))
        let address = try #require(firmware.littleEndian(at: anchor + 24, UInt32.self))
        let table = try await memory(UInt64(address), UInt64(length), of: machine, bench)
        var (found, place): ([UInt16: [UInt8]], Int) = ([:], 0)
        while let handle = table.littleEndian(at: place + 2, UInt16.self) {
            let strings = place + Int(table[place + 1])
            guard let end = table[strings...].firstRange(of: [0, 0])?.upperBound else { break }
            found[handle] = Array(table[place..<end])
            place = end
        }
        return found
    }

    @Test("the user OS reads in its SMBIOS tables, byte for byte, what consoles read of the hardware")
    func tables() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            let line = try SerialLine(bench.files.serial)
            try await line.wait(for: BootSector.ticks)
            let found = try await structures(of: pc.machine(), bench)
            for structure in bench.hardware.smbiosStructures {
                var read = try #require(found[structure.handle], "type \(structure.type)")
                // Of a processor, its signature and features: QEMU takes them from the processor, which the record does not know.
                if structure.type == 4 { read.replaceSubrange(8..<16, with: [UInt8](repeating: 0, count: 8)) }
                #expect(read == structure.bytes, "type \(structure.type)")
            }
            await pc.dismantle()
        }
    }

    @Test("PCI devices are told as the firmware set them up: the board's own, the disk's, the network's")
    func pciDevices() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            let line = try SerialLine(bench.files.serial)
            try await line.wait(for: BootSector.ticks)
            let devices = await pc.pciDevices()
            let bridge = try #require(devices.first { $0.location == 0 })
            #expect(bridge.vendor == 0x8086 && bridge.product == 0x29C0 && bridge.classCode == 0x0600)
            for code in [0x0100, 0x0200] as [UInt16] {
                let device = try #require(devices.first { $0.classCode == code && $0.vendor == 0x1AF4 })
                #expect(!device.baseAddresses.isEmpty)
            }
            try await pc.perform(.offHard, bootOnce: nil)
            #expect(await pc.pciDevices() == [])
            await pc.dismantle()
        }
    }
}

/// Writes guest memory into a file.
private struct PhysicalMemorySave: QMPCommand {
    static let name = "pmemsave"

    var val: UInt64
    var size: UInt64
    var filename: String
}
