import Inventory
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import RemoteControl
@testable import AccessControl
@testable import ManagementEngine

@Suite("One-time boot options")
struct BootOrderTests {
    private let nvram: NVRAM
    private let boot: BootOrder

    init() throws {
        nvram = try NVRAM(path: ":memory:")
        boot = BootOrder(nvram: nvram)
    }

    /// The power button of a PC, and what happens while it is pressed.
    private func button(_ press: @escaping AssistedPC.Press) -> PowerButton {
        PowerButton(pc: AssistedPC(SimulatedPC(hardware: .ofTests), press: press), boot: boot)
    }

    private func order(_ source: BootDevice) async throws {
        try await boot.choose(source)
        try await boot.arm(true)
    }

    @Test("are gone before the start that obeys them begins, so an engine that is killed in it leaves none behind")
    func takenFirst() async throws {
        try await order(.cd)
        let boot = boot
        let button = button { options throws(PCError) in
            guard options.source == .cd, await boot.armed()?.source == nil else { throw .failed("they wait still") }
        }
        try await button.press(.on)
        #expect(try await boot.settings() == BootOrder.Settings())
    }

    @Test("wait on when the PC refuses to start, and not when it may have begun to")
    func refused() async throws {
        try await order(.cd)
        let refused = button { _ throws(PCError) in throw .notPossible("another power action is going on") }
        await #expect(throws: PowerButton.Refusal.invalidState) { try await refused.press(.on) }
        #expect(await boot.armed()?.source == .cd)
        let failed = button { _ throws(PCError) in throw .failed("QEMU ended") }
        await #expect(throws: PowerButton.Refusal.failed) { try await failed.press(.on) }
        #expect(await boot.armed()?.source == nil)
    }

    @Test("that a console sets while the PC starts are for the next start, also when this one is refused")
    func setMeanwhile() async throws {
        for refusal in [nil, PCError.notPossible("another power action is going on")] {
            try await order(.cd)
            let boot = boot
            let button = button { _ throws(PCError) in
                do {
                    try await boot.choose(.network)
                    try await boot.arm(true)
                } catch { throw .failed("\(error)") }
                if let refusal { throw refusal }
            }
            try? await button.press(.on)
            #expect(await boot.armed()?.source == .network)
        }
    }

    @Test("that cannot be taken from the NVRAM make no start")
    func unwritable() async throws {
        try await order(.cd)
        try await nvram.refuseSetting("boot")
        let button = button { _ throws(PCError) in Issue.record("the PC was started") }
        await #expect(throws: PowerButton.Refusal.failed) { try await button.press(.on) }
    }

    @Test("that consoles set side by side are all kept")
    func sideBySide() async throws {
        for _ in 1...50 {
            try await nvram.removeSetting("boot")
            let boot = boot
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await boot.choose(.cd) }
                group.addTask { try await boot.arm(true) }
                group.addTask { try await boot.changeData { $0.pauses = true } }
                try await group.waitForAll()
            }
            let all = BootOrder.Settings(source: .cd, isArmed: true, data: BootData(pauses: true))
            #expect(try await boot.settings() == all)
        }
    }
}
