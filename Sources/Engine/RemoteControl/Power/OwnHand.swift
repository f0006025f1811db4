package import Auditing
package import VirtualPC

/// The power button as the engine presses it by itself, for an alarm or an agent: the audit log is told of it.
package struct OwnHand: Sendable {
    let button: PowerButton
    let trail: AuditTrail

    package init(button: PowerButton, trail: AuditTrail) {
        self.button = button
        self.trail = trail
    }

    /// Presses the button and waits until the PC is what it makes it.
    package func press(_ action: PowerAction, for reason: BootCause.Reason = .other) async throws {
        let entries = [AuditEntry(action, with: await button.boot.armed())]
        let intention = try await trail.intend(entries, by: .local, from: .none)
        try await trail.dropping(intention) { try await button.press(action, for: reason) }
        try await trail.record(entries, by: .local, from: .none, fulfilling: intention)
    }
}
