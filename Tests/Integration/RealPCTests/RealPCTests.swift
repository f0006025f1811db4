import Testing

@testable import VirtualPC

@Suite("A PC of real QEMUs", .serialized, .enabled(if: Workbench.isPossible), .timeLimit(.minutes(5)))
struct RealPCTests {
    @Test("does what the buttons say, outlives its engine, and follows what its user OS does by itself")
    func life() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            #expect(await pc.status().powerState == .on)
            let line = try SerialLine(bench.files.serial)
            try await line.wait(for: BootSector.ticks)
            try await pc.perform(.reset, bootOnce: nil)
            try await line.wait(for: BootSector.starts)
        }
        try await bench.withPC { pc in
            try await bench.expect(.on, of: pc)
            let line = try SerialLine(bench.files.serial)
            try await line.wait(for: BootSector.ticks)
            try await line.send(BootSector.sleeps)
            try await bench.expect(.sleep, of: pc)
            #expect(await pc.status().available == [.offHard, .on, .cycle])
            try await pc.perform(.offHard, bootOnce: nil)
            #expect(await pc.status().powerState == .offHard)
            #expect(!bench.isRunning(bench.files.userPID))
            try await bench.expect(.offHard, of: pc)
            try await pc.perform(.on, bootOnce: nil)
            try await bench.expect(.on, of: pc)
            try await SerialLine(bench.files.serial).send(BootSector.switchesOff)
            try await bench.expect(.offSoft, of: pc)
            await pc.dismantle()
            #expect(!bench.isRunning(bench.files.appliancePID))
        }
    }

    @Test("can be cut off and reset while its user OS is asked in vain to switch itself off")
    func impatience() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            let line = try SerialLine(bench.files.serial)
            try await line.wait(for: BootSector.ticks)
            for (asked, hard) in [(PowerAction.offGraceful, PowerAction.reset), (.cycleGraceful, .offHard)] {
                let graceful = Task { try await pc.perform(asked, bootOnce: nil) }
                while !Task.isCancelled, await pc.status().available != [.reset, .offHard, .cycle] {
                    await Task.yield()
                }
                try await pc.perform(hard, bootOnce: nil)
                await #expect(throws: PCError.notPossible("another power action has taken the place of this one")) {
                    try await graceful.value
                }
            }
            #expect(await pc.status().powerState == .offHard)
            #expect(await pc.status().available == [.on])
            await pc.dismantle()
        }
    }

    @Test("is as it says after a request whose time was over before it began")
    func abandoned() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        try await bench.withPC { pc in
            // Waits until the PC is built.
            try await pc.perform(.on, bootOnce: nil)
            try await pc.perform(.offHard, bootOnce: nil)
            let request = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                try await pc.perform(.on, bootOnce: nil)
            }
            await #expect(throws: PCError.abandoned) { try await request.value }
            #expect(await pc.status().powerState == .offHard)
            #expect(!bench.isRunning(bench.files.userPID))
            try await pc.perform(.on, bootOnce: nil)
            #expect(await pc.status().powerState == .on)
            await pc.dismantle()
        }
    }

    @Test("shows its user a notice while the user OS is off, and the next engine takes it away")
    func notice() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        let code = try #require(ConsentCode(7))
        try await bench.withPC { pc in
            try await pc.showNotice(.consentCode(code))
            #expect(bench.isRunning(bench.files.noticePID))
            // Another one takes its place.
            try await pc.showNotice(.consentCode(code))
            #expect(bench.isRunning(bench.files.noticePID))
        }
        #expect(bench.isRunning(bench.files.noticePID))
        try await bench.withPC { pc in
            try await pc.showNotice(nil)
            #expect(!bench.isRunning(bench.files.noticePID))
        }
    }

    @Test("tells of the start's steps when asked, and erases the disk so that nothing starts any more")
    func erasure() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        // The boot sector, and a mebibyte after it.
        #expect(bench.diskBytes == 512 + 1 << 20)
        try await bench.withPC { pc in
            var options = BootOptions()
            options.reportsProgress = true
            try await pc.perform(.on, boot: options)
            try await bench.expect(.bootProgress(.operatingSystem), of: pc)
            options = BootOptions()
            options.erasure = [.disk]
            try await pc.perform(.cycle, boot: options)
            try await bench.expect(.bootFailed("the firmware found no bootable device"), of: pc)
            try await pc.perform(.offHard, bootOnce: nil)
            #expect(try bench.diskContents().allSatisfy { $0 == 0 })
            await pc.dismantle()
        }
    }

    @Test(
        "UEFI enters its setup before anything else when asked",
        .enabled(if: Workbench.hasUEFI && Workbench.isLong)
    )
    func setup() async throws {
        let bench = try Workbench(firmware: .uefi)
        defer { bench.clear() }
        try await bench.withPC { pc in
            var options = BootOptions()
            options.entersSetup = true
            try await pc.perform(.on, boot: options)
            let line = try SerialLine(bench.files.serial)
            // The setup is the first that is started, and nothing else was tried before.
            #expect(try await !line.wait(for: Array("BdsDxe: starting".utf8)).contains("failed"))
            try await line.wait(for: Array("UiApp".utf8))
            try await line.wait(for: Array("Device Manager".utf8))
            await pc.dismantle()
        }
    }

    @Test(
        "a real user OS sleeps, wakes, and still switches itself off when asked",
        .enabled(if: Workbench.userOS != nil && Workbench.isLong)
    )
    func sleep() async throws {
        let bench = try Workbench(disk: Workbench.userOS)
        defer { bench.clear() }
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            try await bench.expect(.agentConnected, of: pc)
            try await pc.perform(.sleep, bootOnce: nil)
            #expect(await pc.status().powerState == .sleep)
            try await pc.perform(.on, bootOnce: nil)
            try await bench.expect(.agentConnected, of: pc)
            try await pc.perform(.offGraceful, bootOnce: nil)
            #expect(await pc.status().powerState == .offSoft)
            await pc.dismantle()
        }
    }
}
