public import AMTClient
import AMTSchema
import CIMModel
public import Fleet

/// An endpoint at the other end of AMT's protocol: a Sekisho engine, a simulated one, or Intel's firmware.
///
/// Power, boot, hardware and event log are AMT's own classes. What AMT has no class for is asked of our `SKS_` classes;
/// firmware does not know them, and `FleetError.notOffered(_:)` says so.
public struct AMTEndpointControl: EndpointControl {
    let transport: any Transport

    /// Controls the endpoint that the transport reaches.
    public init(over transport: any Transport) {
        self.transport = transport
    }

    func proxy<Class: CIMClass>(_ type: Class.Type) -> Proxy<Class> { Proxy(type, over: transport) }

    /// All instances of a class.
    func all<Class: CIMClass>(_ type: Class.Type) async throws(FleetError) -> [Instance<Class>] {
        try await asking { try await proxy(type).enumerate() }
    }

    /// The only instance of a class.
    func only<Class: CIMClass>(_ type: Class.Type) async throws(FleetError) -> Instance<Class> {
        try await asking { try await proxy(type).get() }
    }

    /// Asks, and turns what went wrong into the fleet's words.
    func asking<Answer>(_ question: () async throws -> Answer) async throws(FleetError) -> Answer {
        do { return try await question() } catch { throw FleetError(asking: error) }
    }
}

extension FleetError {
    /// What went wrong between the console and a management engine.
    init(asking error: any Error) {
        switch error {
        case let error as FleetError: self = error
        case let error as AMTClientError: self.init(error)
        case is CancellationError: self = .interrupted
        default: self = .refused("\(error)")
        }
    }

    private init(_ error: AMTClientError) {
        switch error {
        case .unreachable, .timedOut, .certificateChanged: self = .unreachable(error.description)
        case .unauthorized: self = .unauthorized(error.description)
        case .malformed: self = .refused(error.description)
        case .fault(let subcode, _, _):
            let absent = ["DestinationUnreachable", "ActionNotSupported", "InvalidResourceURI"]
            self = absent.contains(subcode) ? .notOffered(error.description) : .refused(error.description)
        }
    }
}
