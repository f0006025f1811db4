import ConsoleAPI
import Fleet

extension Problem {
    /// The problem that a caller sees when the fleet did not do something.
    init(_ error: FleetError) {
        self =
            switch error {
            case .unknown(let text): Problem("not-found", title: "Not found", status: 404, detail: text)
            case .conflict(let text), .notOffered(let text): .conflict(text)
            case .unreachable(let text), .unauthorized(let text), .refused(let text), .notVerified(let text),
                .timedOut(let text):
                .endpointTrouble(text)
            case .storage, .claimLost, .interrupted: .inside
            }
    }
}
