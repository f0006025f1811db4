import ObjectManager
import AMTSchema
import WSMan

extension DefenseRefusal {
    /// What a method returns for it.
    var status: PTStatus {
        switch self {
        case .invalid: .invalidParameter
        case .notFound: .notFound
        case .inUse: .notPermitted
        case .full: .maxLimitReached
        }
    }

    /// What any other request is told.
    var fault: WSManFault {
        self == .notFound ? .destinationUnreachable : .internalError.with(detail: "AMT-STATUS \(status.rawValue)")
    }
}

extension DefenseControl {
    /// Carries out what a console asks for; programs on the PC may not ask.
    @discardableResult
    func change<Answer: Sendable>(
        by caller: Caller,
        _ change: @Sendable (inout DefenseState) throws(DefenseRefusal) -> Answer
    ) async throws -> Answer {
        guard caller.interface != .local else { throw WSManFault.accessDenied }
        do {
            return try await self.change(change)
        } catch let refusal as DefenseRefusal {
            throw refusal.fault
        }
    }

    /// Carries out a method that a console calls; programs on the PC may not call it.
    func answer(
        _ caller: Caller,
        _ change: @Sendable (inout DefenseState) throws(DefenseRefusal) -> Void
    ) async throws -> PTStatus {
        guard caller.interface != .local else { return .notPermitted }
        do {
            try await self.change(change)
            return .success
        } catch let refusal as DefenseRefusal {
            return refusal.status
        }
    }
}
