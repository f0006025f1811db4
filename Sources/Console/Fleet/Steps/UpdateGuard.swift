import Inventory

/// Gives the guard of the appliance one thing in the newest edition that the console has.
struct UpdateGuard: Step {
    private let name: String
    private let order: @Sendable (Content) -> WorkOrder
    private let newest: @Sendable (any ContentCatalog) async throws(FleetError) -> Content
    private let version: @Sendable (ApplianceHealth) -> String?

    func check(_ work: StepWork) async throws(FleetError) -> Evidence? {
        guard let content = try await offered(work) else { return Evidence("the console has no \(name) to offer") }
        guard let health = try await work.control.appliance().health, version(health) == content.version else {
            return nil
        }
        return try Evidence("the appliance has \(name) \(content.version)", detail: content)
    }

    func perform(_ work: StepWork) async throws(FleetError) {
        _ = try await work.run(order(try await newest(work.services.catalog)))
    }

    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        if let evidence = try await check(work) { return evidence }
        throw FleetError.notVerified("the appliance still has other \(name)")
    }

    private func offered(_ work: StepWork) async throws(FleetError) -> Content? {
        do {
            return try await newest(work.services.catalog)
        } catch {
            guard case .unknown = error else { throw error }
            return nil
        }
    }
}

extension UpdateGuard {
    /// The rules of the intrusion detection.
    static let rules = Self(
        name: "rules",
        order: { .updateRules($0) },
        newest: { catalog throws(FleetError) in try await catalog.newestRules() },
        version: { $0.rulesVersion }
    )

    /// The block lists.
    static let lists = Self(
        name: "block lists",
        order: { .updateLists($0) },
        newest: { catalog throws(FleetError) in try await catalog.newestLists() },
        version: { $0.listsVersion }
    )

    /// The policy.
    static let policy = Self(
        name: "policy",
        order: { .updatePolicy($0) },
        newest: { catalog throws(FleetError) in try await catalog.newestPolicy() },
        version: { $0.policyVersion }
    )
}
