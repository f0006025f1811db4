package import ObjectManager
package import AMTSchema
package import CIMModel
package import NVRAM
import WSMan

/// The engine's clock, which goes on from where it was when the engine starts again.
package struct TimeSynchronization: Provider {
    package typealias Class = AMT.TimeSynchronizationService

    let clock: Clock
    let nvram: NVRAM
    let journal: EventJournal

    package init(clock: Clock, nvram: NVRAM, journal: EventJournal) {
        self.clock = clock
        self.nvram = nvram
        self.journal = journal
    }

    /// The least time that can be set: the start of 2004, in seconds since 1970.
    private static let earliest: UInt32 = 1_072_915_200
    private static let key = "localTimeSync"

    package func instances() async throws -> [Instance<Class>] {
        let isLocalAllowed = try await isLocalAllowed()
        return [
            Instance(named: "Intel(r) AMT Time Synchronization Service") {
                $0.enabledState = .notApplicable
                $0.localTimeSyncEnabled = isLocalAllowed.map { $0 ? .enabled : .disabled } ?? .enabledByDefault
                $0.requestedState = .notApplicable
                $0.timeSource = clock.wasSet ? .configured : .biosClock
            }
        ]
    }

    package func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        var changed = current
        if let choice = wanted.localTimeSyncEnabled, choice != current.localTimeSyncEnabled {
            try await allow(choice != .disabled)
            changed.localTimeSyncEnabled = choice == .disabled ? .disabled : .enabled
        }
        return changed
    }

    package var methods: [Handler<Class>] {
        [
            .on(\.getLowAccuracyTimeSynch) { _, output in
                output.ta0 = clock.seconds
                return .success
            },
            .on(\.setHighAccuracyTimeSynch) { caller, input, _ in
                guard input.ta0 != nil, let tm1 = input.tm1, let tm2 = input.tm2, tm2 >= tm1, tm2 >= Self.earliest
                else { return .invalidParameter }
                guard try await allows(caller) else { return .notPermitted }
                try await clock.set(to: tm2, keptIn: nvram)
                return .success
            },
            .on(\.enableLocalTimeSync) { caller, input, _ in
                guard let enable = input.enable else { return .invalidParameter }
                guard caller.interface != .local else { return .notPermitted }
                try await allow(enable)
                return .success
            },
        ]
    }

    private func allow(_ isAllowed: Bool) async throws {
        let old = try await isLocalAllowed() ?? true
        try await nvram.set(isAllowed, for: Self.key)
        if isAllowed != old { try await journal.log(.told(isAllowed ? .localTimeAllowed : .localTimeForbidden)) }
    }

    private func allows(_ caller: Caller) async throws -> Bool {
        if caller.interface != .local { return true }
        return try await isLocalAllowed() ?? true
    }

    /// What a console has chosen; nil when none has.
    private func isLocalAllowed() async throws -> Bool? { try await nvram.setting(Self.key, as: Bool.self) }
}
