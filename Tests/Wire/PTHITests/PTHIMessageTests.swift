import PTHI
import Testing

@Suite("PTHI")
struct PTHIMessageTests {
    /// What rpc-go sends to learn the control mode.
    private let controlMode: [UInt8] = [
        0x01, 0x01,  // version 1.1
        0x00, 0x00,  // reserved
        0x6B, 0x00, 0x00, 0x04,  // command 0400006Bh
        0x00, 0x00, 0x00, 0x00,  // no body
    ]

    @Test("reads and writes a request as clients do")
    func request() throws {
        var bytes = controlMode[...]
        let message = try #require(try PTHIMessage(from: &bytes))
        #expect(message == PTHIMessage(.controlMode))
        #expect(message.bytes == controlMode)
        #expect(bytes.isEmpty)
    }

    @Test("an answer has the request's command with a bit set, and a status before what is told")
    func answer() {
        let answer = PTHIMessage(.controlMode).answer(.success, UInt32(2).littleEndianBytes)
        #expect(
            answer.bytes == [
                0x01, 0x01, 0x00, 0x00,  // version 1.1, reserved
                0x6B, 0x00, 0x80, 0x04,  // command 0480006Bh
                0x08, 0x00, 0x00, 0x00,  // 8 bytes follow
                0x00, 0x00, 0x00, 0x00,  // success
                0x02, 0x00, 0x00, 0x00,  // admin control mode
            ]
        )
    }

    @Test("waits for the rest of a message, wherever it is cut")
    func parts() throws {
        let whole = PTHIMessage(.unprovision, [9, 0, 0, 0]).bytes
        for cut in 0..<whole.count {
            var part = whole[..<cut]
            #expect(try PTHIMessage(from: &part) == nil)
            #expect(part.count == cut)
        }
        var two = (whole + whole)[...]
        #expect(try PTHIMessage(from: &two)?.number == 9)
        #expect(try PTHIMessage(from: &two)?.number == 9)
        #expect(try PTHIMessage(from: &two) == nil)
    }

    @Test("takes no other version and no length that MEI does not carry")
    func refusals() {
        let old = [2, 0] + controlMode.dropFirst(2)
        #expect(throws: PTHIError.version(major: 2, minor: 0)) { try Self.read(old) }
        let long = controlMode.dropLast(4) + [0xFF, 0xFF, 0xFF, 0xFF]
        #expect(throws: PTHIError.tooLong(.max)) { try Self.read(Array(long)) }
    }

    private static func read(_ bytes: [UInt8]) throws(PTHIError) -> PTHIMessage? {
        var untrusted = bytes[...]
        return try PTHIMessage(from: &untrusted)
    }

    @Test("text fills its field and is always closed by a zero")
    func text() {
        #expect([UInt8]("admin", padded: 8) == Array("admin".utf8) + [0, 0, 0])
        #expect([UInt8]("administrator", padded: 4) == Array("adm".utf8) + [0])
        #expect([UInt8](counted: "ab") == [2, 0] + Array("ab".utf8))
    }
}
