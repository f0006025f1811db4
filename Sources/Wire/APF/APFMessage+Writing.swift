public import NIOCore

extension APFMessage {
    /// Writes the message.
    public func write(into buffer: inout ByteBuffer) {
        buffer.writeInteger(code)
        switch self {
        case .disconnect, .serviceRequest, .serviceAccept, .userAuthenticationRequest, .userAuthenticationFailure,
            .userAuthenticationSuccess:
            writeSessionFields(into: &buffer)
        case .globalRequest(let request): request.write(into: &buffer)
        case .channelOpen(let opening): opening.write(into: &buffer)
        case .data(let recipient, let bytes):
            buffer.writeInteger(recipient)
            buffer.writeCounted(bytes)
        case .protocolVersion(let version): version.write(into: &buffer)
        default: buffer.writeIntegers(numbers)
        }
    }

    private var code: UInt8 {
        switch self {
        case .disconnect: 1
        case .serviceRequest: 5
        case .serviceAccept: 6
        case .userAuthenticationRequest: 50
        case .userAuthenticationFailure: 51
        case .userAuthenticationSuccess: 52
        case .globalRequest: 80
        case .requestSuccess: 81
        case .requestFailure: 82
        case .channelOpen: 90
        case .openConfirmation: 91
        case .openFailure: 92
        case .windowAdjust: 93
        case .data: 94
        case .close: 97
        case .protocolVersion: 192
        case .keepAliveRequest: 208
        case .keepAliveReply: 209
        case .keepAliveOptionsRequest: 210
        case .keepAliveOptionsReply: 211
        }
    }

    private func writeSessionFields(into buffer: inout ByteBuffer) {
        switch self {
        case .disconnect(let reason): buffer.writeMultipleIntegers(reason, UInt16(0))
        case .serviceRequest(let name), .serviceAccept(let name): buffer.writeCounted(name.utf8)
        case .userAuthenticationRequest(let request): request.write(into: &buffer)
        case .userAuthenticationFailure(let methods):
            buffer.writeCounted(methods.utf8)
            buffer.writeInteger(UInt8(0))
        default: break
        }
    }

    /// The fields of messages that have nothing but numbers; reserved ones are all ones where SSH has the packet size.
    private var numbers: [UInt32] {
        switch self {
        case .requestSuccess(let port): [port]
        case .openConfirmation(let recipient, let sender, let window): [recipient, sender, window, .max]
        case .openFailure(let recipient, let reason): [recipient, reason.rawValue, 0, 0]
        case .windowAdjust(let recipient, let bytes): [recipient, bytes]
        case .close(let recipient): [recipient]
        case .keepAliveRequest(let cookie), .keepAliveReply(let cookie): [cookie]
        case .keepAliveOptionsRequest(let interval, let timeout), .keepAliveOptionsReply(let interval, let timeout):
            [interval, timeout]
        default: []
        }
    }
}

extension UserAuthentication {
    fileprivate func write(into buffer: inout ByteBuffer) {
        for text in [user, service, method] { buffer.writeCounted(text.utf8) }
        if method == "password" {
            buffer.writeInteger(UInt8(0))
            buffer.writeCounted((password ?? "").utf8)
        }
    }
}

extension GlobalRequest {
    fileprivate func write(into buffer: inout ByteBuffer) {
        buffer.writeCounted(name.utf8)
        buffer.writeInteger(UInt8(wantsReply ? 1 : 0))
        switch kind {
        case .forward(let address, let port), .cancel(let address, let port): buffer.writeAddress(address, port)
        case .datagram(let address, let port, let originator, let originatorPort, let bytes):
            buffer.writeAddress(address, port)
            buffer.writeAddress(originator, originatorPort)
            buffer.writeCounted(bytes)
        }
    }

    private var name: String {
        switch kind {
        case .forward: "tcpip-forward"
        case .cancel: "cancel-tcpip-forward"
        case .datagram: "udp-send-to@amt.intel.com"
        }
    }
}

extension ChannelOpening {
    fileprivate func write(into buffer: inout ByteBuffer) {
        buffer.writeCounted(kind.utf8)
        buffer.writeIntegers([sender, window, .max])
        buffer.writeAddress(address, port)
        buffer.writeAddress(originator, originatorPort)
    }
}

extension ProtocolVersion {
    fileprivate func write(into buffer: inout ByteBuffer) {
        buffer.writeIntegers([major, minor, trigger])
        buffer.writeBytes(uuid)
        buffer.writeRepeatingByte(0, count: 64)
    }
}

extension ByteBuffer {
    fileprivate mutating func writeIntegers(_ numbers: [UInt32]) {
        for number in numbers { writeInteger(number) }
    }

    fileprivate mutating func writeAddress(_ address: String, _ port: UInt32) {
        writeCounted(address.utf8)
        writeInteger(port)
    }

    fileprivate mutating func writeCounted(_ bytes: some Collection<UInt8>) {
        writeInteger(UInt32(clamping: bytes.count))
        writeBytes(bytes)
    }
}
