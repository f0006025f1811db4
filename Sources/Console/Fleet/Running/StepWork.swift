import FoundationEssentials
import Inventory

/// A step at work: the endpoint, the job as it stands, and the pen that writes down what happens.
actor StepWork {
    /// The pause between two looks at an endpoint.
    private static let pause = Duration.seconds(2)

    nonisolated let control: any EndpointControl
    nonisolated let services: FleetServices
    nonisolated let name: StepName
    private(set) var job: Job
    private let claimant: String

    nonisolated var settings: FleetSettings { services.settings }

    init(_ name: StepName, of job: Job, control: any EndpointControl, services: FleetServices, claimant: String) {
        self.name = name
        self.job = job
        self.control = control
        self.services = services
        self.claimant = claimant
    }

    /// The step itself, as recorded.
    var recorded: JobStep { job.step(name) ?? JobStep(name: name) }

    /// Writes down what happened, and tells everyone.
    func record(_ event: StepEvent) async throws(FleetError) {
        job.record(event, of: name, at: services.clock.now())
        try await services.jobs.save(job, by: claimant)
        services.changes.publish(.job(job.id))
    }

    /// Waits until a look at the endpoint gives a value; silence of the engine is no answer yet.
    func wait<Value: Sendable>(
        upTo seconds: Int,
        for what: String,
        _ look: @Sendable () async throws(FleetError) -> Value?
    ) async throws(FleetError) -> Value {
        try await wait(upTo: seconds, for: what, from: ()) { (_: inout Void) async throws(FleetError) in
            try await look()
        }
    }

    /// The same with a memory of earlier looks.
    func wait<Memory: Sendable, Value: Sendable>(
        upTo seconds: Int,
        for what: String,
        from initial: Memory,
        _ look: @Sendable (inout Memory) async throws(FleetError) -> Value?
    ) async throws(FleetError) -> Value {
        let start = services.clock.now()
        var memory = initial
        var trouble = ""
        while true {
            do {
                if let value = try await look(&memory) { return value }
                trouble = ""
            } catch {
                guard case .unreachable(let reason) = error else { throw error }
                trouble = " (\(reason))"
            }
            let passed = Int(services.clock.now().timeIntervalSince(start))
            guard passed < seconds else {
                throw FleetError.timedOut("\(what): not within \(seconds) seconds\(trouble)")
            }
            try await record(.progressed(percent: min(99, passed * 100 / max(seconds, 1)), text: what + trouble))
            try await rest()
        }
    }

    /// Has the endpoint do long work and waits for its end.
    ///
    /// The number of the work is written down as soon as it is known. A restarted console goes on waiting for that
    /// work, and only begins it again when the endpoint has never heard of it.
    func run(_ order: WorkOrder, attempt: Int = 1) async throws(FleetError) -> EndpointOperation {
        let key = attempt == 1 ? order.key : "\(order.key) #\(attempt)"
        if let id = recorded.operations[key] {
            do { return try await follow(id, order) } catch {
                guard case .unknown = error else { throw error }
            }
        }
        let id = try await control.begin(order)
        try await record(.operationBegun(key: key, id: id))
        return try await follow(id, order)
    }

    /// The same, with the work's result as a value.
    func run<Value: Decodable & Sendable>(
        _ order: WorkOrder,
        as type: Value.Type
    ) async throws(FleetError) -> Value {
        let done = try await run(order)
        do {
            return try JSONDecoder().decode(type, from: Data(done.result.utf8))
        } catch {
            throw FleetError.notVerified("the endpoint's result of \(order.key) cannot be read: \(error)")
        }
    }

    /// Waits as long as the work moves, however long it is.
    private func follow(_ id: String, _ order: WorkOrder) async throws(FleetError) -> EndpointOperation {
        var (last, moved) = (nil as EndpointOperation?, services.clock.now())
        while true {
            if let operation = try await look(at: id) {
                if operation != last { (last, moved) = (operation, services.clock.now()) }
                switch operation.state {
                case .succeeded: return operation
                case .failed: throw FleetError.refused(operation.text)
                case .running: try await record(.progressed(percent: operation.percent, text: operation.text))
                }
            }
            guard services.clock.now().timeIntervalSince(moved) < Double(settings.operationSeconds) else {
                // What nobody waits for any more would be in the way of the next.
                if case .scan = order { try? await control.control(scan: .cancel) }
                throw FleetError.timedOut("the endpoint came no further for \(settings.operationSeconds) seconds")
            }
            try await rest()
        }
    }

    private func look(at id: String) async throws(FleetError) -> EndpointOperation? {
        do {
            return try await control.operation(id)
        } catch {
            guard case .unreachable = error else { throw error }
            return nil
        }
    }

    /// Lets the endpoint be for a moment.
    func rest() async throws(FleetError) {
        do { try await services.clock.sleep(Self.pause) } catch { throw FleetError.interrupted }
    }
}
