import APF
import NIOCore
import Testing

@Suite("An APF message")
struct APFMessageTests {
    @Test("is written as Intel defines it", arguments: Sample.all)
    func writing(sample: Sample) {
        var buffer = ByteBuffer()
        sample.message.write(into: &buffer)
        #expect(Array(buffer.readableBytesView) == sample.bytes)
    }

    @Test("is read however it is split, and only when it is whole", arguments: Sample.all)
    func splitting(sample: Sample) throws {
        for split in 0..<sample.bytes.count {
            var buffer = ByteBuffer(bytes: sample.bytes.prefix(split))
            #expect(try APFMessage(from: &buffer) == nil)
            #expect(buffer.readableBytes == split)
            buffer.writeBytes(sample.bytes.dropFirst(split))
            #expect(try APFMessage(from: &buffer) == sample.message)
            #expect(buffer.readableBytes == 0)
        }
    }

    @Test("follows the one before it without a frame")
    func sequence() throws {
        var buffer = ByteBuffer(bytes: Sample.all.flatMap(\.bytes))
        for sample in Sample.all { #expect(try APFMessage(from: &buffer) == sample.message) }
        #expect(buffer.readableBytes == 0)
    }

    @Test(
        "that nobody may send is told at once, before the rest of it comes",
        arguments: [
            ([0], .unknownMessage(0)), ([250], .unknownMessage(250)), ([96], .unknownMessage(96)),
            ([5] + u32(1025), .stringTooLong(1025)), ([5] + u32(.max), .stringTooLong(.max)),
            ([94] + u32(0) + u32(131_073), .stringTooLong(131_073)), ([5] + u32(1) + [0xFF], .notUTF8),
            ([92] + u32(0) + u32(9) + u32(0) + u32(0), .unknownOpenFailure(9)),
            ([80] + u32(1) + [0x78, 0], .unknownRequest("x")),
        ] as [([UInt8], APFError)]
    )
    func refused(bytes: [UInt8], error: APFError) {
        var buffer = ByteBuffer(bytes: bytes)
        #expect(throws: error) { try APFMessage(from: &buffer) }
    }

    @Test("made of random bytes is read or refused, and never runs past its end")
    func noise() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            let code = Sample.all.randomElement(using: &random)?.bytes.first ?? 0
            let rest = (0..<Int.random(in: 0...64, using: &random)).map { _ in UInt8.random(in: 0...9, using: &random) }
            var buffer = ByteBuffer(bytes: [code] + rest)
            let before = buffer.readableBytes
            let message = try? APFMessage(from: &buffer)
            #expect((message == nil) == (buffer.readableBytes == before))
        }
    }
}

/// A message, and the bytes that Intel's definition gives it (LMS_if.h of intel/lms).
struct Sample: Sendable, CustomTestStringConvertible {
    let message: APFMessage
    let bytes: [UInt8]

    var testDescription: String { "code \(bytes[0]), \(bytes.count) bytes" }

    private init(_ message: APFMessage, _ bytes: [UInt8]...) {
        self.message = message
        self.bytes = Array(bytes.joined())
    }

    static let all = session + connection + device

    private static let session = [
        Sample(.disconnect(reason: 11), [1], u32(11), [0, 0]),
        Sample(.serviceRequest(name: "auth@amt.intel.com"), [5], text("auth@amt.intel.com")),
        Sample(.serviceAccept(name: "pfwd@amt.intel.com"), [6], text("pfwd@amt.intel.com")),
        Sample(
            .userAuthenticationRequest(UserAuthentication(user: "", service: "pfwd", method: "none")),
            [50],
            text(""),
            text("pfwd"),
            text("none")
        ),
        Sample(
            .userAuthenticationRequest(
                UserAuthentication(user: "u", service: "s", method: "password", password: "p")
            ),
            [50],
            text("u"),
            text("s"),
            text("password"),
            [0],
            text("p")
        ),
        Sample(.userAuthenticationFailure(methods: "password"), [51], text("password"), [0]),
        Sample(.userAuthenticationSuccess, [52]),
        Sample(
            .globalRequest(GlobalRequest(.forward(address: "0.0.0.0", port: 16_992), wantsReply: true)),
            [80],
            text("tcpip-forward"),
            [1],
            text("0.0.0.0"),
            u32(16_992)
        ),
        Sample(
            .globalRequest(GlobalRequest(.cancel(address: "", port: 623), wantsReply: false)),
            [80],
            text("cancel-tcpip-forward"),
            [0],
            text(""),
            u32(623)
        ),
        Sample(
            .globalRequest(
                GlobalRequest(
                    .datagram(address: "a", port: 162, originator: "b", originatorPort: 7, [1, 2]),
                    wantsReply: false
                )
            ),
            [80],
            text("udp-send-to@amt.intel.com"),
            [0],
            text("a") + u32(162),
            text("b") + u32(7),
            u32(2) + [1, 2]
        ),
        Sample(.requestSuccess(port: 16_992), [81], u32(16_992)),
        Sample(.requestFailure, [82]),
    ]

    private static let connection = [
        Sample(
            .channelOpen(
                ChannelOpening(
                    sender: 3,
                    window: 4096,
                    address: "::1",
                    port: 16_992,
                    originator: "::1",
                    originatorPort: 123
                )
            ),
            [90],
            text("forwarded-tcpip"),
            u32(3) + u32(4096) + u32(.max),
            text("::1") + u32(16_992),
            text("::1") + u32(123)
        ),
        Sample(
            .openConfirmation(recipient: 3, sender: 0, window: 16_384),
            [91],
            u32(3) + u32(0) + u32(16_384) + u32(.max)
        ),
        Sample(.openFailure(recipient: 3, .resourceShortage), [92], u32(3) + u32(4) + u32(0) + u32(0)),
        Sample(.windowAdjust(recipient: 3, bytes: 4096), [93], u32(3) + u32(4096)),
        Sample(.data(recipient: 3, [0xAA, 0xBB]), [94], u32(3) + u32(2) + [0xAA, 0xBB]),
        Sample(.data(recipient: 3, []), [94], u32(3) + u32(0)),
        Sample(.close(recipient: 3), [97], u32(3)),
    ]

    private static let device = [
        Sample(
            .protocolVersion(ProtocolVersion(trigger: 254, uuid: Array(1...16))),
            [192],
            u32(1) + u32(0) + u32(254),
            Array(1...16),
            Array(repeating: 0, count: 64)
        ),
        Sample(.keepAliveRequest(cookie: 9), [208], u32(9)),
        Sample(.keepAliveReply(cookie: 9), [209], u32(9)),
        Sample(.keepAliveOptionsRequest(interval: 30, timeout: 90), [210], u32(30) + u32(90)),
        Sample(.keepAliveOptionsReply(interval: 30, timeout: 0), [211], u32(30) + u32(0)),
    ]
}

private func u32(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }

private func text(_ text: String) -> [UInt8] { u32(UInt32(text.utf8.count)) + text.utf8 }
