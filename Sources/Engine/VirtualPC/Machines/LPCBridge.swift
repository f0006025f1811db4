import QMP

/// What the firmware set in the board's LPC bridge, kept over a sleep.
///
/// Waking from S3 resets the board, and SeaBIOS sets everything anew but this bridge. Without it the ACPI registers are
/// nowhere: a user OS that wakes neither hears the power button nor can switch itself off.
struct LPCBridge: Sendable, Hashable {
    /// The values of ``registers``, in their order.
    private var values: [UInt32]

    /// ACPI's base address, ACPI's control, the routes of eight interrupts, the base of the root complex.
    private static let registers: [UInt32] = [0x40, 0x44, 0x60, 0x68, 0xF0]

    /// In ACPI's control: the base address is valid.
    private static let isACPIEnabled: UInt32 = 0x80

    /// Where a register's address is written, and where the register is then.
    private static let (address, data): (UInt16, UInt16) = (0xCF8, 0xCFC)

    /// Reads the bridge of a machine that sleeps.
    static func read(_ machine: Machine) async throws(PCError) -> LPCBridge {
        var values: [UInt32] = []
        for register in registers {
            try await machine.execute(.write(select(register), port: address))
            values.append(try await machine.read(port: data))
        }
        guard values[1] & isACPIEnabled != 0 else {
            throw .failed("the firmware has not set up the board's LPC bridge")
        }
        return LPCBridge(values: values)
    }

    /// Puts back what was read, into a machine that has just woken up.
    ///
    /// The machine is held meanwhile, so that its own use of the two ports is not disturbed.
    func restore(_ machine: Machine) async throws(PCError) {
        try await machine.execute(Stop())
        let result: Result<Void, PCError>
        do throws(PCError) {
            try await write(machine)
            result = .success(())
        } catch {
            result = .failure(error)
        }
        try await machine.execute(Cont())
        try result.get()
    }

    private func write(_ machine: Machine) async throws(PCError) {
        let selected = try await machine.read(port: Self.address)
        for (register, value) in zip(Self.registers, values) {
            try await machine.execute(.write(Self.select(register), port: Self.address))
            try await machine.execute(.write(value, port: Self.data))
        }
        try await machine.execute(.write(selected, port: Self.address))
    }

    /// The bridge is function 0 of device 31 on bus 0.
    private static func select(_ register: UInt32) -> UInt32 { 0x8000_0000 | 31 << 11 | register }
}

extension Machine {
    fileprivate func execute(_ line: HumanMonitorCommand) async throws(PCError) {
        let answer: String = try await execute(line)
        guard answer.trimmed.isEmpty else {
            throw .failed("QEMU's monitor: \(answer.trimmed)")
        }
    }

    fileprivate func read(port: UInt16) async throws(PCError) -> UInt32 {
        let answer: String = try await execute(HumanMonitorCommand.read(port: port))
        guard let value = HumanMonitorCommand.value(untrustedAnswer: answer) else {
            throw .failed("QEMU's monitor: \(answer.trimmed)")
        }
        return value
    }
}
