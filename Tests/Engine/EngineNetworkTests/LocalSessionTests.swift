import APF
import Testing

@testable import EngineNetwork

@Suite("A session with programs in the user OS")
struct LocalSessionTests {
    @Test("begins as LMS knows it: versions, services, and the port that is welcome")
    func greeting() throws {
        var session = LocalSession(port: 16_992, uuid: Array(1...16))
        let version = APFMessage.protocolVersion(ProtocolVersion(trigger: 9))
        #expect(
            try session.receive(version) == [
                .send(.protocolVersion(ProtocolVersion(trigger: 254, uuid: Array(1...16)))),
                .send(.serviceRequest(name: "auth@amt.intel.com")),
            ]
        )
        let login = UserAuthentication(user: "", service: "pfwd@amt.intel.com", method: "none")
        #expect(
            try session.receive(.serviceAccept(name: "auth@amt.intel.com")) == [
                .send(.userAuthenticationRequest(login))
            ]
        )
        #expect(
            try session.receive(.userAuthenticationSuccess) == [.send(.serviceRequest(name: "pfwd@amt.intel.com"))]
        )
        let forward = GlobalRequest(.forward(address: "0.0.0.0", port: 16_992), wantsReply: true)
        #expect(try session.receive(.serviceAccept(name: "pfwd@amt.intel.com")) == [.send(.globalRequest(forward))])
        #expect(try session.receive(.requestSuccess(port: 16_992)) == [])
    }

    @Test("is told to begin again by a program that goes on with one that is gone")
    func noVersion() throws {
        var session = LocalSession(port: 16_992, uuid: [])
        #expect(try session.receive(.opening(1)) == [.send(.disconnect(reason: 2))])
    }

    @Test("has eight channels; their numbers are free once both sides have closed")
    func channels() throws {
        var session = try LocalSession.begun()
        for number in 0..<8 as Range<UInt32> {
            let answer = APFMessage.openConfirmation(recipient: number + 100, sender: number, window: 16_384)
            #expect(try session.receive(.opening(number + 100)) == [.send(answer), .open(channel: number)])
        }
        let refusal = [LocalSession.Action.send(.openFailure(recipient: 7, .resourceShortage))]
        #expect(try session.receive(.opening(7)) == refusal)
        #expect(session.close(3) == [.send(.close(recipient: 103))])
        #expect(session.close(3) == [])
        #expect(try session.receive(.opening(7)) == refusal)
        #expect(try session.receive(.close(recipient: 3)) == [])
        #expect(try session.receive(.opening(7)).last == .open(channel: 3))
        #expect(try session.receive(.close(recipient: 0)) == [.send(.close(recipient: 100)), .end(channel: 0)])
        #expect(try session.receive(.close(recipient: 0)) == [])
    }

    @Test("opens no other port and no other kind of channel")
    func refusals() throws {
        var session = try LocalSession.begun()
        #expect(try session.receive(.opening(5, port: 22)) == [.send(.openFailure(recipient: 5, .connectFailed))])
        #expect(
            try session.receive(.opening(5, kind: "direct-tcpip"))
                == [.send(.openFailure(recipient: 5, .unknownChannelType))]
        )
    }

    @Test("takes no more than the window, and gives it back when the bytes were read")
    func receiving() throws {
        var session = try LocalSession.begun()
        _ = try session.receive(.opening(5))
        let half = Array(repeating: UInt8(1), count: 8192)
        #expect(try session.receive(.data(recipient: 0, half)) == [.deliver(channel: 0, half)])
        #expect(session.consumed(8191, on: 0) == [])
        #expect(session.consumed(1, on: 0) == [.send(.windowAdjust(recipient: 5, bytes: 8192))])
        _ = try session.receive(.data(recipient: 0, half))
        _ = try session.receive(.data(recipient: 0, half))
        #expect(throws: LocalSession.Violation.beyondWindow(channel: 0)) {
            try session.receive(.data(recipient: 0, [1]))
        }
    }

    @Test("sends no more than the other end takes, a page at a time")
    func sending() throws {
        var session = try LocalSession.begun()
        _ = try session.receive(.opening(5, window: 5000))
        var bytes = Array(repeating: UInt8(1), count: 6000)[...]
        #expect(session.send(&bytes, on: 0) == .data(recipient: 5, Array(repeating: 1, count: 4087)))
        #expect(session.send(&bytes, on: 0) == .data(recipient: 5, Array(repeating: 1, count: 913)))
        #expect(session.send(&bytes, on: 0) == nil)
        #expect(bytes.count == 1000)
        #expect(try session.receive(.windowAdjust(recipient: 0, bytes: 10)) == [.mayGoOn(channel: 0)])
        #expect(session.send(&bytes, on: 0) == .data(recipient: 5, Array(repeating: 1, count: 10)))
        #expect(throws: LocalSession.Violation.windowTooLarge(channel: 0)) {
            _ = try session.receive(.windowAdjust(recipient: 0, bytes: .max))
            _ = try session.receive(.windowAdjust(recipient: 0, bytes: .max))
        }
    }

    @Test("calls the other side when that forwards, and sends once it has taken the call")
    func calling() throws {
        var session = try LocalSession.begun()
        let early = session.call()
        #expect(early?.channel == nil)
        _ = try session.receive(.requestSuccess(port: 16_992))
        let opening = ChannelOpening(
            kind: "direct-tcpip",
            sender: 0,
            window: 16_384,
            address: "localhost",
            port: 0,
            originator: "localhost",
            originatorPort: 16_992
        )
        let call = session.call()
        #expect(call?.action == .send(.channelOpen(opening)))
        var bytes: ArraySlice<UInt8> = [1, 2, 3]
        #expect(session.send(&bytes, on: 0) == nil)
        #expect(try session.receive(.data(recipient: 0, [1])) == [])
        let taken = APFMessage.openConfirmation(recipient: 0, sender: 9, window: 2)
        #expect(try session.receive(taken) == [.mayGoOn(channel: 0)])
        #expect(session.send(&bytes, on: 0) == .data(recipient: 9, [1, 2]))
        #expect(session.close(0) == [.send(.close(recipient: 9))])
        #expect(try session.receive(.close(recipient: 0)) == [])
        let next = session.call()
        #expect(next?.channel == 0)
    }

    @Test("a call that is refused, or given up before it was taken, leaves no channel")
    func refusedCall() throws {
        var session = try LocalSession.begun()
        _ = try session.receive(.requestSuccess(port: 16_992))
        _ = session.call()
        #expect(try session.receive(.openFailure(recipient: 0, .connectFailed)) == [.end(channel: 0)])
        _ = session.call()
        #expect(session.close(0) == [])
        let taken = APFMessage.openConfirmation(recipient: 0, sender: 9, window: 2)
        #expect(try session.receive(taken) == [.send(.close(recipient: 9))])
        _ = try session.receive(.close(recipient: 0))
        let next = session.call()
        #expect(next?.channel == 0)
    }

    @Test("ends its connections when the program begins again or says good-bye", arguments: [true, false])
    func endings(beginsAgain: Bool) throws {
        var session = try LocalSession.begun()
        _ = try session.receive(.opening(5))
        _ = try session.receive(.opening(6))
        let message = beginsAgain ? APFMessage.protocolVersion(ProtocolVersion(trigger: 9)) : .disconnect(reason: 11)
        #expect(try session.receive(message).prefix(2) == [.end(channel: 0), .end(channel: 1)])
        #expect(try session.receive(.data(recipient: 0, [1])) == (beginsAgain ? [] : [.send(.disconnect(reason: 2))]))
    }

    @Test("answers a sign of life, and refuses what AMT does not offer")
    func others() throws {
        var session = try LocalSession.begun()
        #expect(try session.receive(.keepAliveRequest(cookie: 7)) == [.send(.keepAliveReply(cookie: 7))])
        let forward = GlobalRequest(.forward(address: "", port: 1), wantsReply: true)
        #expect(try session.receive(.globalRequest(forward)) == [.send(.requestFailure)])
    }
}

extension LocalSession {
    static func begun() throws -> LocalSession {
        var session = LocalSession(port: 16_992, uuid: [])
        _ = try session.receive(.protocolVersion(ProtocolVersion(trigger: 9)))
        return session
    }
}

extension APFMessage {
    static func opening(
        _ sender: UInt32,
        port: UInt32 = 16_992,
        kind: String = ChannelOpening.forwarded,
        window: UInt32 = 4096
    ) -> APFMessage {
        .channelOpen(
            ChannelOpening(
                kind: kind,
                sender: sender,
                window: window,
                address: "",
                port: port,
                originator: "127.0.0.1",
                originatorPort: 1
            )
        )
    }
}
