import ObjectManager
import AMTSchema
import CIMModel
import WSMan

/// Asking the user for consent.
///
/// In client control mode everything that meddles needs consent, and the policy cannot be changed; in admin control mode
/// what the policy says. A code that is wrong is an invalid parameter; the third one in a row ends the asking.
package struct OptIn: Provider {
    typealias Class = IPS.OptInService

    let desk: ConsentDesk
    let setup: SetupDesk

    package init(desk: ConsentDesk, setup: SetupDesk) {
        self.desk = desk
        self.setup = setup
    }

    /// Seconds that a console may choose.
    private static let choices: ClosedRange<UInt32> = 60...900

    func instances() async throws -> [Instance<Class>] {
        let (policy, timeouts) = (try await policy(), try await desk.timeouts())
        let (state, mode) = (await desk.state(), try await setup.mode())
        return [
            Instance(named: "Intel(r) AMT OptIn Service") {
                $0.canModifyOptInPolicy = mode == .admin ? 1 : 0
                $0.optInCodeTimeout = timeouts.code
                $0.optInDisplayTimeout = timeouts.display
                $0.optInRequired = policy.rawValue
                $0.optInState = state.number
            }
        ]
    }

    /// What needs consent now.
    func policy() async throws -> Consent.Policy {
        try await setup.mode() == .client ? .everything : try await desk.policy()
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        let display = wanted.optInDisplayTimeout ?? current.optInDisplayTimeout ?? 300
        let code = wanted.optInCodeTimeout ?? current.optInCodeTimeout ?? 120
        guard let policy = Consent.Policy(rawValue: wanted.optInRequired ?? current.optInRequired ?? 0),
            Self.choices.contains(UInt32(display)), Self.choices.contains(code)
        else { throw WSManFault.status(.invalidParameter) }
        if policy.rawValue != current.optInRequired {
            guard try await setup.mode() == .admin else { throw WSManFault.status(.notPermitted) }
            try await desk.set(policy)
        }
        try await desk.set(Consent.Timeouts(display: display, code: code))
        return try await instances().first ?? current
    }

    var methods: [Handler<Class>] {
        [
            .on(\.startOptIn) { _, _ in
                guard try await policy() != .nothing else { return .invalidState }
                guard await !desk.isBlocked() else { return .blocked }
                guard await desk.state() == .notStarted else { return .invalidState }
                return try await desk.start() ? .success : .internalError
            },
            .on(\.sendOptInCode) { input, _ in
                switch try await desk.take(input.optInCode ?? .max) {
                case .right: .success
                case .wrong: .invalidParameter
                case .blocked: .blocked
                case .unexpected: .invalidState
                }
            },
            .on(\.cancelOptIn) { _, _ in await desk.cancel() ? .success : .invalidState },
        ]
    }
}
