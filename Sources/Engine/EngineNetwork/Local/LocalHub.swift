import APF
import NIOCore

/// Between the one channel into the user OS and the connections in it.
actor LocalHub {
    typealias Writer = NIOAsyncChannelOutboundWriter<ByteBuffer>

    /// What a connection has of the hub.
    struct Inlet: Sendable {
        let channel: UInt32
        /// Tells it from a later one that has the same channel.
        let serial: UInt64
        /// What the other end sends; never more than the window.
        let bytes: AsyncStream<[UInt8]>
        /// Tells that the other end takes more.
        let turns: AsyncStream<Void>
    }

    private struct Outlet {
        let serial: UInt64
        let bytes: AsyncStream<[UInt8]>.Continuation
        let turns: AsyncStream<Void>.Continuation
    }

    private let writer: Writer
    private var session: LocalSession
    private var untrusted = ByteBuffer()
    private var outlets: [UInt32: Outlet] = [:]
    private var serial: UInt64 = 0

    init(_ session: LocalSession, writer: Writer) {
        self.session = session
        self.writer = writer
    }

    /// Takes in bytes of the user OS and answers with the connections that begin.
    ///
    /// Answers are written before more is read: whoever floods the engine waits for himself.
    func receive(_ buffer: ByteBuffer) async throws -> [Inlet] {
        untrusted.writeImmutableBuffer(buffer)
        var inlets: [Inlet] = []
        while let message = try APFMessage(from: &untrusted) {
            for action in try session.receive(message) { inlets += try await carryOut(action) }
        }
        untrusted.discardReadBytes()
        return inlets
    }

    /// Begins a connection from here, to whoever takes the engine's notifications; nil when nobody does.
    func call() async throws -> Inlet? {
        guard let (channel, action) = session.call() else { return nil }
        let inlet = open(channel)
        _ = try await carryOut(action)
        return inlet
    }

    /// Sends of what a connection has to say as much as the other end takes now.
    ///
    /// - Returns: the rest; nil when the connection is there no more.
    func send(_ bytes: ArraySlice<UInt8>, from inlet: Inlet) async throws -> ArraySlice<UInt8>? {
        var rest = bytes
        while isOpen(inlet), let message = session.send(&rest, on: inlet.channel) { try await write(message) }
        return isOpen(inlet) ? rest : nil
    }

    /// Says that a connection has read bytes.
    func consumed(_ count: Int, by inlet: Inlet) async throws {
        guard isOpen(inlet) else { return }
        for action in session.consumed(count, on: inlet.channel) { _ = try await carryOut(action) }
    }

    /// Says that a connection has ended here.
    func close(_ inlet: Inlet) async throws {
        guard isOpen(inlet) else { return }
        end(inlet.channel)
        for action in session.close(inlet.channel) { _ = try await carryOut(action) }
    }

    private func isOpen(_ inlet: Inlet) -> Bool { outlets[inlet.channel]?.serial == inlet.serial }

    /// Ends every connection: the channel is gone.
    func endAll() { for channel in Array(outlets.keys) { end(channel) } }

    private func carryOut(_ action: LocalSession.Action) async throws -> [Inlet] {
        switch action {
        case .send(let message): try await write(message)
        case .open(let channel): return [open(channel)]
        case .deliver(let channel, let bytes): outlets[channel]?.bytes.yield(bytes)
        case .mayGoOn(let channel): outlets[channel]?.turns.yield()
        case .end(let channel): end(channel)
        }
        return []
    }

    private func open(_ channel: UInt32) -> Inlet {
        let (bytes, bytesIn) = AsyncStream.makeStream(of: [UInt8].self)
        let (turns, turnsIn) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        serial += 1
        outlets[channel] = Outlet(serial: serial, bytes: bytesIn, turns: turnsIn)
        return Inlet(channel: channel, serial: serial, bytes: bytes, turns: turns)
    }

    private func end(_ channel: UInt32) {
        let outlet = outlets.removeValue(forKey: channel)
        outlet?.bytes.finish()
        outlet?.turns.finish()
    }

    private func write(_ message: APFMessage) async throws {
        var buffer = ByteBuffer()
        message.write(into: &buffer)
        try await writer.write(buffer)
    }
}
