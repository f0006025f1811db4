public import PublicKeyManagement
import Logging
public import ManagementEngine
import NIOSSL
public import ServiceLifecycle

/// The management ports of one endpoint: 16992 in plain and 16993 in TLS, opened and closed as the settings say.
///
/// While nobody manages the PC both are closed, as on hardware: it is set up from inside.
public struct ManagementPorts: Service {
    private let engine: ManagementEngine
    private let contexts: TLSContexts
    private let plain: ManagementListener
    private let secure: ManagementListener
    private let logger = Logger(label: "sekisho.management-ports")
    private let onListening: @Sendable () async -> Void
    private let onChange: @Sendable (TransportSecurity) -> Void

    /// - Parameters:
    ///   - shared: the ports of the process that accept for this address too; nil to open ports of its own.
    ///   - limits: what the ports bear of their clients.
    ///   - contexts: where the TLS contexts come from; endpoints of one process share them.
    ///   - onListening: called once every port that is offered accepts connections, be it none.
    ///   - onChange: called each time that the ports are as the settings say.
    public init(
        address: String,
        port: Int = 16_992,
        tlsPort: Int = 16_993,
        engine: ManagementEngine,
        contexts: TLSContexts = TLSContexts(),
        shared: SharedPorts? = nil,
        limits: ConnectionLimits = ConnectionLimits(),
        onListening: @escaping @Sendable () async -> Void = {},
        onChange: @escaping @Sendable (TransportSecurity) -> Void = { _ in }
    ) {
        self.engine = engine
        self.contexts = contexts
        self.onListening = onListening
        self.onChange = onChange
        let frontDoor = FrontDoor(engine)
        let count = ConnectionCount(limits)
        func listener(_ port: Int, _ shared: SharedPort?) -> ManagementListener {
            ManagementListener(
                address: address,
                port: port,
                frontDoor: frontDoor,
                limits: limits,
                count: count,
                shared: shared
            )
        }
        plain = listener(port, shared?.plain)
        secure = listener(tlsPort, shared?.secure)
    }

    /// Listens until the service group shuts down.
    ///
    /// - Throws: ``ListenerError`` when a port cannot be opened at the start.
    public func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await follow() }
        } catch is CancellationError {
            // The group shuts down.
        }
    }

    /// The plain port opens first: the certificate of the other may have to be made.
    private func follow() async throws {
        let hasWaited = try await waitUntilManaged()
        try await withThrowingDiscardingTaskGroup { group in
            if try await engine.offersPlain() { try await change(plain, to: plainTerms(0), &group) }
            var number = 0
            // The engine keeps the check, so the check must not keep the engine.
            let check: @Sendable (TransportSecurity) throws -> Void = { [contexts] offer in
                _ = try contexts.context(for: offer)
            }
            for await offer in try await engine.transportSecurity(checkedBy: check) {
                number += 1
                do {
                    try await change(secure, to: secureTerms(offer, number), &group)
                    try await change(plain, to: offer.offersPlain ? plainTerms(0) : nil, &group)
                } catch let error where number > 1 {
                    logger.error("the ports keep their old settings", metadata: ["error": "\(error)"])
                }
                if number == 1, !hasWaited { await onListening() }
                onChange(offer)
            }
        }
    }

    /// - Returns: whether nobody managed the PC before.
    private func waitUntilManaged() async throws -> Bool {
        guard await !engine.isManaged() else { return false }
        // A port that many endpoints share may still be an earlier engine's.
        for listener in [plain, secure] { _ = try await listener.change(to: nil) }
        logger.notice("nobody manages the PC: its ports are closed until it is set up from inside")
        await onListening()
        try await engine.waitUntilManaged()
        return true
    }

    private func plainTerms(_ number: Int) -> PortTerms { PortTerms(number: number, context: nil, clients: nil) }

    private func secureTerms(_ offer: TransportSecurity, _ number: Int) throws -> PortTerms? {
        guard offer.offersTLS else { return nil }
        return PortTerms(number: number, context: try contexts.context(for: offer), clients: offer.clients)
    }

    private func change(
        _ listener: ManagementListener,
        to terms: PortTerms?,
        _ group: inout ThrowingDiscardingTaskGroup<any Error>
    ) async throws {
        guard let opened = try await listener.change(to: terms) else { return }
        group.addTask { try await listener.serve(opened) }
    }
}
