import ObjectManager
import APF
import Logging
import ManagementEngine
import NIOCore
import NVRAM
public import ServiceLifecycle

/// What programs in the user OS reach the engine by: a channel that only the PC has, as MEI is on hardware.
public struct LocalInterface: Service {
    typealias Link = LocalChannel.Link

    private let path: String
    private let frontDoor: FrontDoor
    private let port: UInt32
    private let uuid: [UInt8]
    private let logger = Logger(label: "sekisho.local-interface")

    /// - Parameters:
    ///   - path: the socket by which QEMU gives the channel.
    ///   - port: what programs find on loopback in the user OS.
    public init(path: String, port: UInt32 = 16_992, frontDoor: FrontDoor) {
        self.path = path
        self.port = port
        self.frontDoor = frontDoor
        uuid = frontDoor.engine.identity.guidBytes
    }

    /// Serves the channel whenever there is one, until the service group shuts down.
    public func run() async throws { try await LocalChannel(path: path).serve { await serve($0) } }

    /// Serves one channel until it ends, or a message comes that no honest program sends.
    func serve(_ link: Link) async {
        do {
            try await link.executeThenClose { inbound, outbound in
                let hub = LocalHub(LocalSession(port: port, uuid: uuid), writer: outbound)
                let events = frontDoor.engine.events()
                try await withThrowingDiscardingTaskGroup { group in
                    group.addTask { try await tell(hub, of: events) }
                    for try await buffer in inbound {
                        for inlet in try await hub.receive(buffer) { begin(inlet, hub, &group) }
                    }
                    await hub.endAll()
                    group.cancelAll()
                }
            }
        } catch {
            logger.info("the local channel ended", metadata: ["error": "\(error)"])
        }
    }

    /// Tells the PC's notification service of what concerns its user, one event after the other; of more than the journal
    /// holds for a reader, the oldest are lost.
    private func tell(_ hub: LocalHub, of events: AsyncStream<EventRecord>) async throws {
        for await record in events {
            guard let envelope = try? await frontDoor.engine.localNotice(of: record) else { continue }
            try await LocalPost(hub: hub, envelope: envelope).send()
        }
    }

    private func begin(_ inlet: LocalHub.Inlet, _ hub: LocalHub, _ group: inout ThrowingDiscardingTaskGroup<any Error>)
    {
        let terms = PortTerms(number: 0, context: nil, clients: nil, isLocal: true)
        let server = HTTPConnection(
            frontDoor: frontDoor,
            logger: logger,
            standing: StandingTerms(terms: terms) { true }
        )
        let connection = LocalConnection(hub: hub, inlet: inlet) { await server.serve($0) }
        group.addTask {
            do {
                try await connection.run()
            } catch {
                logger.debug("a local connection ended", metadata: ["error": "\(error)"])
            }
        }
    }
}
