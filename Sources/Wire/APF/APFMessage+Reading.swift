public import NIOCore

extension APFMessage {
    /// Bytes of a string at most; the longest that anybody sends are host names.
    static let greatestString: UInt32 = 1024
    /// Bytes of a data message at most: more than the greatest window that anybody grants.
    public static let greatestData: UInt32 = 128 * 1024

    /// Reads the next message; nil while more bytes are needed, which leaves the buffer as it was.
    ///
    /// - Throws: ``APFError`` for what can never become a message.
    public init?(from buffer: inout ByteBuffer) throws(APFError) {
        var rest = buffer
        guard let code: UInt8 = rest.readInteger(), let message = try Self.read(code, from: &rest) else { return nil }
        buffer = rest
        self = message
    }

    private static func read(_ code: UInt8, from buffer: inout ByteBuffer) throws(APFError) -> APFMessage? {
        switch code {
        case 1...52: try readSessionMessage(code, from: &buffer)
        case 80...97: try readConnectionMessage(code, from: &buffer)
        default: try readDeviceMessage(code, from: &buffer)
        }
    }

    private static func readSessionMessage(_ code: UInt8, from buffer: inout ByteBuffer) throws(APFError) -> Self? {
        switch code {
        case 1:
            guard let (reason, _) = buffer.readMultipleIntegers(as: (UInt32, UInt16).self) else { return nil }
            return .disconnect(reason: reason)
        case 5: return try buffer.readString().map { .serviceRequest(name: $0) }
        case 6: return try buffer.readString().map { .serviceAccept(name: $0) }
        case 50: return try UserAuthentication(from: &buffer).map { .userAuthenticationRequest($0) }
        case 51:
            guard let methods = try buffer.readString(), buffer.readInteger(as: UInt8.self) != nil else { return nil }
            return .userAuthenticationFailure(methods: methods)
        case 52: return .userAuthenticationSuccess
        default: throw .unknownMessage(code)
        }
    }

    private static func readConnectionMessage(_ code: UInt8, from buffer: inout ByteBuffer) throws(APFError) -> Self? {
        switch code {
        case 80: return try GlobalRequest(from: &buffer).map { .globalRequest($0) }
        case 81: return buffer.readInteger().map { .requestSuccess(port: $0) }
        case 82: return .requestFailure
        case 90: return try ChannelOpening(from: &buffer).map { .channelOpen($0) }
        case 91:
            guard let (recipient, sender, window, _) = buffer.readFour() else { return nil }
            return .openConfirmation(recipient: recipient, sender: sender, window: window)
        case 92:
            guard let (recipient, number, _, _) = buffer.readFour() else { return nil }
            guard let reason = OpenFailure(rawValue: number) else { throw .unknownOpenFailure(number) }
            return .openFailure(recipient: recipient, reason)
        case 93: return buffer.readTwo().map { .windowAdjust(recipient: $0, bytes: $1) }
        case 94:
            guard let recipient: UInt32 = buffer.readInteger() else { return nil }
            return try buffer.readBytes(atMost: greatestData).map { .data(recipient: recipient, $0) }
        case 97: return buffer.readInteger().map { .close(recipient: $0) }
        default: throw .unknownMessage(code)
        }
    }

    private static func readDeviceMessage(_ code: UInt8, from buffer: inout ByteBuffer) throws(APFError) -> Self? {
        switch code {
        case 192: return ProtocolVersion(from: &buffer).map { .protocolVersion($0) }
        case 208: return buffer.readInteger().map { .keepAliveRequest(cookie: $0) }
        case 209: return buffer.readInteger().map { .keepAliveReply(cookie: $0) }
        case 210: return buffer.readTwo().map { .keepAliveOptionsRequest(interval: $0, timeout: $1) }
        case 211: return buffer.readTwo().map { .keepAliveOptionsReply(interval: $0, timeout: $1) }
        default: throw .unknownMessage(code)
        }
    }
}

extension UserAuthentication {
    fileprivate init?(from buffer: inout ByteBuffer) throws(APFError) {
        guard let user = try buffer.readString(), let service = try buffer.readString(),
            let method = try buffer.readString()
        else { return nil }
        self.init(user: user, service: service, method: method)
        if method == "password" {
            guard buffer.readInteger(as: UInt8.self) != nil, let password = try buffer.readString() else { return nil }
            self.password = password
        }
    }
}

extension GlobalRequest {
    fileprivate init?(from buffer: inout ByteBuffer) throws(APFError) {
        guard let name = try buffer.readString(), let wantsReply: UInt8 = buffer.readInteger() else { return nil }
        guard let kind = try Self.kind(name, from: &buffer) else { return nil }
        self.init(kind, wantsReply: wantsReply != 0)
    }

    private static func kind(_ name: String, from buffer: inout ByteBuffer) throws(APFError) -> Kind? {
        switch name {
        case "tcpip-forward": try buffer.readAddress().map { .forward(address: $0, port: $1) }
        case "cancel-tcpip-forward": try buffer.readAddress().map { .cancel(address: $0, port: $1) }
        case "udp-send-to@amt.intel.com": try datagram(from: &buffer)
        default: throw .unknownRequest(name)
        }
    }

    private static func datagram(from buffer: inout ByteBuffer) throws(APFError) -> Kind? {
        guard let (address, port) = try buffer.readAddress(),
            let (originator, originatorPort) = try buffer.readAddress(),
            let bytes = try buffer.readBytes(atMost: UInt32(UInt16.max))
        else { return nil }
        return .datagram(address: address, port: port, originator: originator, originatorPort: originatorPort, bytes)
    }
}

extension ChannelOpening {
    fileprivate init?(from buffer: inout ByteBuffer) throws(APFError) {
        guard let kind = try buffer.readString(),
            let (sender, window, _) = buffer.readMultipleIntegers(as: (UInt32, UInt32, UInt32).self),
            let (address, port) = try buffer.readAddress(),
            let (originator, originatorPort) = try buffer.readAddress()
        else { return nil }
        self.init(
            kind: kind,
            sender: sender,
            window: window,
            address: address,
            port: port,
            originator: originator,
            originatorPort: originatorPort
        )
    }
}

extension ProtocolVersion {
    fileprivate init?(from buffer: inout ByteBuffer) {
        guard let (major, minor, trigger) = buffer.readMultipleIntegers(as: (UInt32, UInt32, UInt32).self),
            let uuid = buffer.readBytes(length: 16), buffer.readBytes(length: 64) != nil
        else { return nil }
        self.init(major: major, minor: minor, trigger: trigger, uuid: uuid)
    }
}

extension ByteBuffer {
    fileprivate mutating func readTwo() -> (UInt32, UInt32)? { readMultipleIntegers() }

    fileprivate mutating func readFour() -> (UInt32, UInt32, UInt32, UInt32)? { readMultipleIntegers() }

    fileprivate mutating func readAddress() throws(APFError) -> (String, UInt32)? {
        guard let address = try readString(), let port: UInt32 = readInteger() else { return nil }
        return (address, port)
    }

    fileprivate mutating func readString() throws(APFError) -> String? {
        guard let bytes = try readBytes(atMost: APFMessage.greatestString) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        return text
    }

    /// A length that is too great is told before the bytes come, so that nobody waits for them.
    fileprivate mutating func readBytes(atMost limit: UInt32) throws(APFError) -> [UInt8]? {
        guard let length: UInt32 = readInteger() else { return nil }
        guard length <= limit else { throw .stringTooLong(length) }
        return readBytes(length: Int(length))
    }
}
