import AccessControl
import NVRAM
package import VirtualPC

/// The power button as everyone in the engine presses it: what starts uses up the one-time boot options.
package struct PowerButton: Sendable {
    let pc: any VirtualPC
    let boot: BootOrder

    package init(pc: any VirtualPC, boot: BootOrder) {
        self.pc = pc
        self.boot = boot
    }

    /// Why a press did not work.
    enum Refusal: Error, Sendable {
        /// The PC is in a state in which this cannot be done.
        case invalidState
        /// The user OS did not do it in time.
        case timeout
        case failed
    }

    /// Presses the button and waits until the PC is what it makes it.
    ///
    /// - Parameter reason: who presses it.
    func press(_ action: PowerAction, for reason: BootCause.Reason = .remoteControl) async throws(Refusal) {
        let status = await pc.status()
        guard status.available.contains(action) else { throw .invalidState }
        // A sleeper wakes where it was: no firmware asks for options.
        let starts = action.starts && !(action == .on && status.powerState == .sleep)
        try await perform(action, with: starts ? try await takeOptions() : nil)
        if action.starts { try? await boot.nvram.note(.start(reason, from: status.powerState)) }
    }

    private func takeOptions() async throws(Refusal) -> BootOrder.Settings? {
        do throws(NVRAMError) { return try await boot.take() } catch { throw .failed }
    }

    private func perform(_ action: PowerAction, with taken: BootOrder.Settings?) async throws(Refusal) {
        let options = if let taken { await boot.options(of: taken, features: pc.features) } else { BootOptions() }
        do throws(PCError) {
            try await pc.perform(action, boot: options)
        } catch {
            if let taken, !error.mayHaveStarted { try await giveBack(taken) }
            throw Refusal(error)
        }
    }

    private func giveBack(_ taken: BootOrder.Settings) async throws(Refusal) {
        do throws(NVRAMError) { try await boot.giveBack(taken) } catch { throw .failed }
    }
}

extension PCError {
    /// Whether a start that ended so may have obeyed its options; the others come before there is a machine.
    fileprivate var mayHaveStarted: Bool { if case .failed = self { true } else { false } }
}

extension PowerButton.Refusal {
    fileprivate init(_ error: PCError) {
        switch error {
        case .notPossible: self = .invalidState
        case .timedOut, .guestSilent: self = .timeout
        case .refused, .failed, .applianceSilent: self = .failed
        }
    }
}
