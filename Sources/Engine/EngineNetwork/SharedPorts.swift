import Glibc
import NIOCore
import NIOPosix
public import ServiceLifecycle
import Synchronization

/// The management ports of very many endpoints on loopback addresses, as two sockets for all of them.
///
/// An endpoint with sockets of its own takes three of the process's files, so ten thousand take more than most systems
/// grant. The sockets hear the loopback device only; who comes to an address without an endpoint is hung up on.
public struct SharedPorts: Service {
    let plain: SharedPort
    let secure: SharedPort
    private let onListening: @Sendable () -> Void

    /// - Parameter onListening: called once for each of the two ports, when it accepts connections.
    public init(port: Int = 16_992, tlsPort: Int = 16_993, onListening: @escaping @Sendable () -> Void) {
        plain = SharedPort(port: port)
        secure = SharedPort(port: tlsPort)
        self.onListening = onListening
    }

    /// Accepts connections until the service group shuts down.
    ///
    /// - Throws: ``ListenerError`` when a port cannot be opened.
    public func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for port in [plain, secure] { group.addTask { try await port.run(onListening) } }
                    // The first that fails ends the others.
                    for try await _ in group {}
                }
            }
        } catch is CancellationError {
            // The group shuts down.
        }
    }
}

/// One port on every loopback address.
final class SharedPort: Sendable {
    private typealias Accepted = (listener: ManagementListener, channel: HTTPConnection.Channel)

    private let port: Int
    private let listeners = Mutex<[String: ManagementListener]>([:])

    init(port: Int) { self.port = port }

    /// Lets a listener have the connections to its address, or takes them away from the one that had them.
    func set(_ listener: ManagementListener?, for address: String) {
        listeners.withLock { $0[address] = listener }
    }

    func run(_ onListening: @Sendable () -> Void) async throws {
        let opened = try await bind()
        onListening()
        try await opened.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await accepted in connections {
                    guard let accepted else { continue }
                    group.addTask { await accepted.listener.serve(accepted.channel) }
                }
            }
        }
    }

    private func bind() async throws -> NIOAsyncChannel<Accepted?, Never> {
        let socket = try loopbackSocket()
        do {
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 1024)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .bind(socket) { channel in
                    channel.eventLoop.makeCompletedFuture { try self.configure(channel) }
                }
        } catch {
            throw ListenerError(address: "127.0.0.0/8", port: port, reason: "\(error)")
        }
    }

    private func configure(_ channel: any Channel) throws -> Accepted? {
        let address = channel.localAddress?.ipAddress ?? ""
        guard let listener = listeners.withLock({ $0[address] }) else {
            channel.close(promise: nil)
            return nil
        }
        return (listener, try listener.configure(channel))
    }

    /// A socket on every address that hears the loopback device alone.
    private func loopbackSocket() throws -> CInt {
        let made = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var yes: CInt = 1
        let everywhere = try SocketAddress(ipAddress: "0.0.0.0", port: port)
        let bound = everywhere.withSockAddr { name, size in
            setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<CInt>.size)) == 0
                && setsockopt(made, SOL_SOCKET, SO_BINDTODEVICE, "lo", 2) == 0
                && Glibc.bind(made, name, socklen_t(size)) == 0
        }
        guard made >= 0, bound else {
            let reason = String(cString: strerror(errno))
            if made >= 0 { close(made) }
            throw ListenerError(address: "127.0.0.0/8", port: port, reason: reason)
        }
        return made
    }
}
