import Logging
public import ManagementEngine
import NIOCore
import PTHI
public import ServiceLifecycle

/// The channel by which software of the PC asks the engine about its setup, as PTHI over MEI does on hardware.
public struct HostCommandInterface: Service {
    typealias Link = LocalChannel.Link

    private let path: String
    private let engine: ManagementEngine
    private let logger = Logger(label: "sekisho.host-commands")

    /// - Parameter path: the socket by which QEMU gives the channel.
    public init(path: String, engine: ManagementEngine) {
        self.path = path
        self.engine = engine
    }

    /// Serves the channel whenever there is one, until the service group shuts down.
    public func run() async throws { try await LocalChannel(path: path).serve { await serve($0) } }

    /// Answers one request after the other, until the channel ends or a message comes that no honest program sends.
    func serve(_ link: Link) async {
        do {
            try await link.executeThenClose { inbound, outbound in
                var untrusted: ArraySlice<UInt8> = []
                for try await buffer in inbound {
                    untrusted += buffer.readableBytesView
                    while let request = try PTHIMessage(from: &untrusted) {
                        try await outbound.write(ByteBuffer(bytes: await engine.answer(request).bytes))
                    }
                }
            }
        } catch {
            logger.info("the channel of host commands ended", metadata: ["error": "\(error)"])
        }
    }
}
