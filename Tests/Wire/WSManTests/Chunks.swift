/// The chunks of a recorded HTTP answer.
enum Chunks {
    struct Malformed: Error {}

    /// The body without its chunk sizes.
    static func joined(_ answer: [UInt8]) throws -> [UInt8] {
        var rest = try line(endingIn: "\r\n\r\n", of: answer[...]).rest
        var body: [UInt8] = []
        while true {
            let (size, after) = try line(endingIn: "\r\n", of: rest)
            guard let count = Int(size, radix: 16), count <= after.count else { throw Malformed() }
            guard count > 0 else { return body }
            body += after.prefix(count)
            rest = after.dropFirst(count + 2)
        }
    }

    private static func line(endingIn end: String, of bytes: ArraySlice<UInt8>) throws -> (
        String, rest: ArraySlice<UInt8>
    ) {
        let mark = Array(end.utf8)
        guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }) else { throw Malformed() }
        return (String(decoding: bytes[..<place], as: UTF8.self), bytes[(place + mark.count)...])
    }
}
