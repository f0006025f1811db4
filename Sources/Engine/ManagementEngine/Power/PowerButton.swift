import VirtualPC

/// The power button as everyone in the engine presses it: what starts uses up the one-time boot options.
struct PowerButton: Sendable {
    let pc: any VirtualPC
    let boot: BootOrder

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
        let options = starts ? await boot.next(features: pc.features) : nil
        do throws(PCError) {
            try await pc.perform(action, boot: options ?? BootOptions())
        } catch {
            throw Refusal(error)
        }
        if action.starts { try? await boot.nvram.note(.start(reason, from: status.powerState)) }
        if options != nil { await boot.used() }
    }
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
