/// Asks for the next start to erase the endpoint's disks and keys.
struct OrderErasure: Step {
    func perform(_ work: StepWork) async throws(FleetError) { try await work.control.eraseOnce() }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let isPending = try await work.isBootOncePending()
        let shown = isPending == true ? "; the endpoint confirms it" : ""
        return try Evidence("the next start erases the disks and the TPM's keys\(shown)", detail: isPending)
    }
}

/// Starts the endpoint, whose firmware erases before anything else.
///
/// To erase twice does no harm, so a console that was restarted in this step and cannot learn whether it is done asks again.
struct CarryOutErasure: Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        guard await work.recorded.attempt > 1,
            await work.job.step(.orderErasure)?.detail(as: Bool?.self) == true,
            try await work.isBootOncePending() == false
        else { return nil }
        return try await verify(work)
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        if await work.recorded.attempt > 1 { try await work.control.eraseOnce() }
        let isOff = try await work.control.power().state.isOff
        try await work.control.perform(isOff ? .on : .cycle)
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.powerSeconds, for: "the endpoint erases itself") {
            () async throws(FleetError) in
            guard try await work.control.power().state == .on, try await work.isBootOncePending() != true else {
                return nil
            }
            return Evidence("started; the order to erase is used up")
        }
    }
}

/// Cuts the power of an endpoint that has nothing left to shut down.
struct CutPower: Step {
    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        try await work.control.power().state.isOff ? Evidence("off; there is nothing on it to start") : nil
    }

    func perform(_ work: StepWork) async throws(FleetError) { try await work.control.perform(.offHard) }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        try await work.wait(upTo: work.settings.powerSeconds, for: "the endpoint is off") {
            () async throws(FleetError) in try await check(work)
        }
    }
}
