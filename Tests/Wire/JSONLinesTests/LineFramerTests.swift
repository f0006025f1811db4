import JSONLines
import Testing

@Suite("LineFramer")
struct LineFramerTests {
    static let stream = Array("{\"a\":1}\n\r\n{\"b\":\"é\"}\r\n\n[]\n".utf8)
    static let lines = ["{\"a\":1}", "{\"b\":\"é\"}", "[]"].map { Array($0.utf8) }

    @Test("gives the same lines wherever the stream is cut", arguments: 0...stream.count)
    func split(cut: Int) throws {
        var framer = LineFramer(limit: 64)
        let first = try framer.append(Self.stream[..<cut])
        let second = try framer.append(Self.stream[cut...])
        #expect(first + second == Self.lines)
    }

    @Test("gives the same lines when the bytes come one by one")
    func bytewise() throws {
        var framer = LineFramer(limit: 64)
        var lines: [[UInt8]] = []
        for byte in Self.stream {
            lines += try framer.append([byte])
        }
        #expect(lines == Self.lines)
    }

    @Test("takes a line of exactly the limit and refuses one byte more")
    func limit() throws {
        var framer = LineFramer(limit: 8)
        #expect(try framer.append(Array("12345678\n".utf8)) == [Array("12345678".utf8)])
        #expect(throws: LineError.oversize(limit: 8)) {
            try framer.append(Array("123456789".utf8))
        }
    }

    @Test("forgets a begun line when told to")
    func discard() throws {
        var framer = LineFramer(limit: 8)
        _ = try framer.append(Array("half".utf8))
        framer.discardPartialLine()
        #expect(try framer.append(Array("whole\n".utf8)) == [Array("whole".utf8)])
    }
}
