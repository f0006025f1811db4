package import APF

/// The engine's end of the channel that programs in the user OS reach it by, as LMS knows the management engine's.
///
/// A value: messages come in, actions go out. The other end is a program that may be anybody's: it gets eight channels, a
/// window on each, and the end of the session for whatever goes beyond.
package struct LocalSession: Sendable {
    /// What is to be done.
    package enum Action: Sendable, Hashable {
        case send(APFMessage)
        /// A connection begins.
        case open(channel: UInt32)
        /// A connection brings bytes.
        case deliver(channel: UInt32, [UInt8])
        /// A connection may go on to send.
        case mayGoOn(channel: UInt32)
        /// A connection has ended.
        case end(channel: UInt32)
    }

    /// What the other end must not do.
    package enum Violation: Error, Sendable, Hashable {
        case beyondWindow(channel: UInt32)
        case windowTooLarge(channel: UInt32)
    }

    /// Channels at once, as in hardware.
    static let greatestChannelCount: UInt32 = 8
    /// Bytes that a channel takes before they are read.
    static let window: UInt32 = 16 * 1024
    /// Bytes of a data message: with its head they are one page, which is what MEI carries.
    static let greatestPiece = 4087

    /// What a program is told that goes on as if the session had begun; after it, it begins again.
    private static let protocolError: UInt32 = 2

    private struct Channel: Sendable {
        /// The number by which the other end knows it; nil while we wait for it to be taken.
        var peer: UInt32?
        /// Bytes that the other end takes.
        var credit: UInt32
        /// Bytes that we take.
        var room: UInt32
        /// Bytes that were read since the window was last adjusted.
        var consumed: UInt32 = 0
        /// Whether we have said that it ends.
        var isClosing = false
    }

    /// The port that programs reach.
    private let port: UInt32
    private let uuid: [UInt8]
    private var hasBegun = false
    /// Whether the other end has said that it forwards; before, nobody there waits for us.
    private var isForwarding = false
    private var channels: [UInt32: Channel] = [:]

    /// - Parameter uuid: the platform's GUID, 16 bytes in SMBIOS order.
    package init(port: UInt32, uuid: [UInt8]) {
        self.port = port
        self.uuid = uuid
    }

    /// Takes in a message.
    ///
    /// - Throws: ``Violation`` for what ends the session.
    package mutating func receive(_ message: APFMessage) throws(Violation) -> [Action] {
        if case .protocolVersion = message { return begin() }
        guard hasBegun else { return [.send(.disconnect(reason: Self.protocolError))] }
        switch message {
        case .serviceRequest, .serviceAccept, .userAuthenticationRequest, .userAuthenticationSuccess, .globalRequest:
            return greet(message)
        case .requestSuccess:
            isForwarding = true
            return []
        case .channelOpen(let opening): return open(opening)
        case .openConfirmation(let channel, let peer, let window): return confirm(channel, peer, window)
        case .openFailure(let channel, _): return fail(channel)
        case .data(let channel, let bytes): return try take(bytes, from: channel)
        case .windowAdjust(let channel, let bytes): return try adjust(channel, by: bytes)
        case .close(let channel): return close(fromPeer: channel)
        case .keepAliveRequest(let cookie): return [.send(.keepAliveReply(cookie: cookie))]
        case .keepAliveOptionsRequest(let interval, let timeout):
            return [.send(.keepAliveOptionsReply(interval: interval, timeout: timeout))]
        case .disconnect:
            hasBegun = false
            return endAll()
        default: return []
        }
    }

    /// A program that was started again begins again: what was open is gone.
    private mutating func begin() -> [Action] {
        let ends = endAll()
        hasBegun = true
        let version = ProtocolVersion(trigger: 254, uuid: uuid)
        return ends + [
            .send(.protocolVersion(version)), .send(.serviceRequest(name: APFMessage.authenticationService)),
        ]
    }

    /// We log in without a password, then tell the port for which connections are welcome.
    private func greet(_ message: APFMessage) -> [Action] {
        switch message {
        case .serviceAccept(APFMessage.authenticationService):
            let request = UserAuthentication(user: "", service: APFMessage.forwardingService, method: "none")
            return [.send(.userAuthenticationRequest(request))]
        case .userAuthenticationSuccess: return [.send(.serviceRequest(name: APFMessage.forwardingService))]
        case .serviceAccept(APFMessage.forwardingService):
            let forward = GlobalRequest(.forward(address: "0.0.0.0", port: port), wantsReply: true)
            return [.send(.globalRequest(forward))]
        case .serviceRequest(let name): return [.send(.serviceAccept(name: name))]
        case .userAuthenticationRequest: return [.send(.userAuthenticationSuccess)]
        case .globalRequest(let request): return request.wantsReply ? [.send(.requestFailure)] : []
        default: return []
        }
    }

    private mutating func endAll() -> [Action] {
        let ends = channels.filter { !$0.value.isClosing }.keys.sorted().map { Action.end(channel: $0) }
        channels = [:]
        isForwarding = false
        return ends
    }
}

// MARK: - Channels

extension LocalSession {
    private var free: UInt32? { (0..<Self.greatestChannelCount).first { channels[$0] == nil } }

    /// Opens a channel from here, to whoever takes the notifications of the engine on the other side.
    ///
    /// - Returns: the channel and what asks for it; nil when nobody there listens, or no number is free.
    mutating func call() -> (channel: UInt32, action: Action)? {
        guard isForwarding, let number = free else { return nil }
        channels[number] = Channel(peer: nil, credit: 0, room: Self.window)
        let opening = ChannelOpening(
            kind: ChannelOpening.direct,
            sender: number,
            window: Self.window,
            address: "localhost",
            port: 0,
            originator: "localhost",
            originatorPort: port
        )
        return (number, .send(.channelOpen(opening)))
    }

    private mutating func confirm(_ number: UInt32, _ peer: UInt32, _ window: UInt32) -> [Action] {
        guard let channel = channels[number], channel.peer == nil else { return [] }
        channels[number]?.peer = peer
        channels[number]?.credit = window
        return channel.isClosing ? [.send(.close(recipient: peer))] : [.mayGoOn(channel: number)]
    }

    private mutating func fail(_ number: UInt32) -> [Action] {
        guard let channel = channels[number], channel.peer == nil else { return [] }
        channels[number] = nil
        return channel.isClosing ? [] : [.end(channel: number)]
    }

    private mutating func open(_ opening: ChannelOpening) -> [Action] {
        func refuse(_ reason: OpenFailure) -> [Action] {
            [.send(.openFailure(recipient: opening.sender, reason))]
        }
        guard opening.kind == ChannelOpening.forwarded else { return refuse(.unknownChannelType) }
        guard opening.port == port else { return refuse(.connectFailed) }
        guard let number = free else { return refuse(.resourceShortage) }
        channels[number] = Channel(peer: opening.sender, credit: opening.window, room: Self.window)
        let answer = APFMessage.openConfirmation(recipient: opening.sender, sender: number, window: Self.window)
        return [.send(answer), .open(channel: number)]
    }

    /// Data may cross the end of its channel on the way; such data is nobody's.
    private mutating func take(_ bytes: [UInt8], from number: UInt32) throws(Violation) -> [Action] {
        guard var channel = channels[number], channel.peer != nil, !channel.isClosing, !bytes.isEmpty else { return [] }
        guard let count = UInt32(exactly: bytes.count), count <= channel.room else {
            throw .beyondWindow(channel: number)
        }
        channel.room -= count
        channels[number] = channel
        return [.deliver(channel: number, bytes)]
    }

    private mutating func adjust(_ number: UInt32, by bytes: UInt32) throws(Violation) -> [Action] {
        guard let channel = channels[number], channel.peer != nil else { return [] }
        let (credit, overflow) = channel.credit.addingReportingOverflow(bytes)
        guard !overflow else { throw .windowTooLarge(channel: number) }
        channels[number]?.credit = credit
        return channel.isClosing ? [] : [.mayGoOn(channel: number)]
    }

    private mutating func close(fromPeer number: UInt32) -> [Action] {
        guard let channel = channels[number], let peer = channel.peer else { return [] }
        channels[number] = nil
        return channel.isClosing ? [] : [.send(.close(recipient: peer)), .end(channel: number)]
    }

    /// Says that a connection has read bytes; the other end is told when it is worth a message.
    mutating func consumed(_ count: Int, on number: UInt32) -> [Action] {
        guard var channel = channels[number], let peer = channel.peer, !channel.isClosing else { return [] }
        channel.consumed += UInt32(clamping: count)
        defer { channels[number] = channel }
        guard channel.consumed >= Self.window / 2 else { return [] }
        let bytes = channel.consumed
        channel.room += bytes
        channel.consumed = 0
        return [.send(.windowAdjust(recipient: peer, bytes: bytes))]
    }

    /// Takes as much of what a connection has to say as one message and the other end's window hold.
    ///
    /// - Returns: the message; nil when the connection must wait, or is there no more.
    mutating func send(_ bytes: inout ArraySlice<UInt8>, on number: UInt32) -> APFMessage? {
        guard let channel = channels[number], let peer = channel.peer, !channel.isClosing else { return nil }
        let piece = bytes.prefix(min(Self.greatestPiece, Int(channel.credit)))
        guard !piece.isEmpty else { return nil }
        bytes = bytes.dropFirst(piece.count)
        channels[number]?.credit -= UInt32(piece.count)
        return .data(recipient: peer, Array(piece))
    }

    /// Says that a connection has ended here. Its number is free once the other end has answered.
    mutating func close(_ number: UInt32) -> [Action] {
        guard let channel = channels[number], !channel.isClosing else { return [] }
        channels[number]?.isClosing = true
        return channel.peer.map { [.send(.close(recipient: $0))] } ?? []
    }
}
