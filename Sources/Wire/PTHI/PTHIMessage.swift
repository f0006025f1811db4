/// A message of PTHI, by which software of the PC speaks to the management engine about its setup.
///
/// On hardware each is one message of MEI; here they follow one another in a stream. Numbers are little endian.
public struct PTHIMessage: Sendable, Hashable {
    /// Bytes of a message's head: version, two reserved bytes, command and length.
    public static let headLength = 12
    /// Bytes behind the head at most, as MEI carries.
    public static let greatestLength = 4096 - headLength
    /// What an answer's command has besides its request's.
    static let answer: UInt32 = 0x0080_0000

    /// The number of what is asked or answered.
    public let command: UInt32
    /// What follows the head.
    public let body: [UInt8]

    /// A request.
    public init(_ command: PTHICommand, _ body: [UInt8] = []) { self.init(command: command.rawValue, body: body) }

    init(command: UInt32, body: [UInt8]) {
        self.command = command
        self.body = Array(body.prefix(Self.greatestLength))
    }

    /// The answer with a status, and with a body when the status is success.
    public func answer(_ status: PTHIStatus, _ body: [UInt8] = []) -> PTHIMessage {
        PTHIMessage(command: command | Self.answer, body: status.rawValue.littleEndianBytes + body)
    }

    /// The message as it is sent.
    public var bytes: [UInt8] {
        [1, 1, 0, 0] + command.littleEndianBytes + UInt32(body.count).littleEndianBytes + body
    }
}

/// What a message can never be.
public enum PTHIError: Error, Sendable, Hashable {
    /// Another version than 1.1.
    case version(major: UInt8, minor: UInt8)
    /// More bytes than MEI carries.
    case tooLong(UInt32)
}

extension PTHIMessage {
    /// Takes the next message off the front; nil while it is not whole, which leaves the bytes as they were.
    ///
    /// - Throws: ``PTHIError`` for what can never become a message.
    public init?(from untrusted: inout ArraySlice<UInt8>) throws(PTHIError) {
        guard untrusted.count >= Self.headLength else { return nil }
        let head = Array(untrusted.prefix(Self.headLength))
        guard head[0] == 1, head[1] == 1 else { throw .version(major: head[0], minor: head[1]) }
        let length = UInt32(littleEndian: head[8...])
        guard length <= UInt32(Self.greatestLength) else { throw .tooLong(length) }
        guard untrusted.count >= Self.headLength + Int(length) else { return nil }
        let body = untrusted.dropFirst(Self.headLength).prefix(Int(length))
        self.init(command: UInt32(littleEndian: head[4..<8]), body: Array(body))
        untrusted = untrusted.dropFirst(Self.headLength + Int(length))
    }

    /// The number that a request's body begins with; 0 when it is shorter.
    public var number: UInt32 { UInt32(littleEndian: body.prefix(4)) }
}

extension FixedWidthInteger {
    /// The bytes, the least first.
    public var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian, Array.init) }
}

extension UInt32 {
    /// The number that some bytes are, the least first.
    init(littleEndian bytes: some Collection<UInt8>) {
        self = bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
}
