import PacketPolicy

/// Keeps the disk as it is, to return to when the new state is not good.
struct TakeSnapshot: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let isOn = try await !work.control.power().state.isOff
        _ = try await work.run(.takeSnapshot)
        return try Evidence("the disk is kept as it is, inside its own image", detail: isOn)
    }
}

/// Forgets what was kept.
struct ForgetSnapshot: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        _ = try await work.run(.forgetSnapshot)
        return Evidence("the new state is good; the one before is forgotten")
    }
}

/// Makes the disk what it was, and the PC on or off as it was.
struct ReturnToSnapshot: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        _ = try await work.run(.returnToSnapshot)
        if try await work.control.stance().stance == .patching {
            try await work.control.requestStance(.open, reason: "not patched, job \(await work.job.id)")
        }
        guard await work.job.step(.takeSnapshot)?.detail(as: Bool.self) == true else {
            return Evidence("the disk is what it was before; the PC is off, as it was")
        }
        if try await work.control.power().state.isOff { try await work.control.perform(.on) }
        return try await work.wait(upTo: work.settings.agentSeconds, for: "the user OS comes up as it was") {
            () async throws(FleetError) in
            try await work.control.agentConnected()
                ? Evidence("the disk is what it was before; the user OS runs again") : nil
        }
    }
}
