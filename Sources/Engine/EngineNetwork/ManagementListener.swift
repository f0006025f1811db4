import Logging
import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// One management port of one endpoint, open or closed.
final class ManagementListener: Sendable {
    typealias Opened = NIOAsyncChannel<HTTPConnection.Channel, Never>

    private let address: String
    private let port: Int
    private let frontDoor: FrontDoor
    private let logger: Logger
    private let state = Mutex<(terms: PortTerms?, channel: (any Channel)?)>((nil, nil))

    private let limits: ConnectionLimits
    private let count: ConnectionCount
    private let shared: SharedPort?

    /// - Parameters:
    ///   - count: the connections of the endpoint, which its ports share.
    ///   - shared: the port that accepts for many addresses; nil when this endpoint has a socket of its own.
    init(
        address: String,
        port: Int,
        frontDoor: FrontDoor,
        limits: ConnectionLimits,
        count: ConnectionCount,
        shared: SharedPort? = nil
    ) {
        self.shared = shared
        self.limits = limits
        self.count = count
        self.address = address
        self.port = port
        self.frontDoor = frontDoor
        logger = Logger(label: "sekisho.management-listener")
    }

    /// On what terms the port accepts connections; nil when it is closed.
    var terms: PortTerms? { state.withLock(\.terms) }

    /// Opens or closes the port, or changes the terms of an open one; connections on other terms end.
    ///
    /// - Returns: what ``serve(_:)`` has to serve, when this opened the port.
    func change(to terms: PortTerms?) async throws -> Opened? {
        let channel = state.withLock { state in
            if terms?.number != state.terms?.number { state.terms = terms }
            return state.channel
        }
        if let shared {
            shared.set(terms == nil ? nil : self, for: address)
            return nil
        }
        switch (terms, channel) {
        case (nil, let channel?):
            state.withLock { $0.channel = nil }
            try? await channel.close()
        case (.some, nil):
            let opened = try await bind()
            state.withLock { $0.channel = opened.channel }
            return opened
        default: break
        }
        return nil
    }

    /// Serves connections until the port closes and the last of them has ended.
    func serve(_ opened: Opened) async throws {
        try await opened.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await channel in connections { group.addTask { await self.serve(channel) } }
            }
        }
    }

    /// Serves one connection; one that may not come in is closed.
    func serve(_ channel: HTTPConnection.Channel) async {
        guard let terms, let place = count.enter(channel.channel) else {
            try? await channel.executeThenClose { _, _ in }
            return
        }
        defer { place.leave() }
        let standing = StandingTerms(terms: terms) { self.terms?.number == terms.number }
        await HTTPConnection(frontDoor: frontDoor, logger: logger, standing: standing, place: place).serve(channel)
    }

    private func bind() async throws -> Opened {
        do {
            return try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .serverChannelOption(.backlog, value: 128)
                .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.socketOption(.so_keepalive), value: 1)
                .bind(host: address, port: port) { channel in
                    channel.eventLoop.makeCompletedFuture { try self.configure(channel) }
                }
        } catch {
            state.withLock { $0.terms = nil }
            throw ListenerError(address: address, port: port, reason: "\(error)")
        }
    }

    /// Makes an accepted connection one that speaks HTTP, on the terms of this moment.
    func configure(_ channel: any Channel) throws -> HTTPConnection.Channel {
        let context = terms?.context
        if let context { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context)) }
        return try HTTPConnection.speakHTTP(on: channel, limits)
    }
}

/// A management port could not be opened.
public struct ListenerError: Error, CustomStringConvertible {
    let address: String
    let port: Int
    let reason: String

    /// What happened and what to do.
    public var description: String {
        "cannot listen on \(address):\(port) (\(reason)). Is another engine running there, or does the address not exist in this network namespace?"
    }
}
