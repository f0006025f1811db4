import Foundation
import Testing

@testable import VirtualPC

@Suite(
    "A PC with UEFI and a TPM",
    .serialized,
    .enabled(if: Workbench.isPossible && Workbench.hasUEFI && Workbench.isLong),
    .timeLimit(.minutes(5))
)
struct UEFITests {
    static let hasTPM = FileManager.default.isExecutableFile(atPath: VirtualTPM.program)

    /// Starts over HTTPS and returns what the serial line said up to these words, and what the server was asked for.
    private func start(
        _ firmware: Firmware,
        tpm: Bool = false,
        believing isRight: Bool,
        until words: [UInt8]
    ) async throws -> (said: String, asked: String) {
        let lan = try BootLAN()
        let bench = try Workbench(firmware: firmware, tpm: tpm, lan: lan)
        defer { bench.clear() }
        var options = BootOptions(source: .https)
        options.https = HTTPSBoot(url: BootLAN.url, certificates: [try lan.authority(isRight: isRight)])
        let order = options
        let said = Said()
        try await bench.withPC { pc in
            try await pc.perform(.on, boot: order)
            await said.set(try await SerialLine(bench.files.serial).wait(for: words))
            await pc.dismantle()
        }
        return (await said.text, lan.end())
    }

    private actor Said {
        var text = ""
        func set(_ text: String) { self.text = text }
    }

    @Test("starts over HTTPS what a believed server sends", .enabled(if: BootLAN.isPossible))
    func https() async throws {
        let (_, asked) = try await start(.uefi, believing: true, until: UEFIProgram.withoutTPM)
        #expect(asked.contains("GET /boot.efi"))
    }

    @Test(
        "starts nothing over HTTPS when the server is vouched for by another authority",
        .enabled(if: BootLAN.isPossible)
    )
    func foreignServer() async throws {
        let (said, asked) = try await start(
            .uefi,
            believing: false,
            until: Array("Error: Could not retrieve NBP file size".utf8)
        )
        #expect(!said.contains("STARTED"))
        #expect(!asked.contains("request"))
    }

    @Test(
        "with secure boot, starts nothing that is not signed, from whom ever it came",
        .enabled(if: BootLAN.isPossible)
    )
    func unsigned() async throws {
        let (said, asked) = try await start(.uefiSecure, believing: true, until: Array("failed to load Boot5E50".utf8))
        #expect(asked.contains("GET /boot.efi"))
        #expect(!said.contains("STARTED"))
    }

    @Test("what UEFI starts finds the TPM", .enabled(if: BootLAN.isPossible && hasTPM))
    func tpm() async throws {
        _ = try await start(.uefi, tpm: true, believing: true, until: UEFIProgram.withTPM)
    }
}
