import Glibc

/// Sends datagrams of UDP, and forgets them.
package enum Datagram {
    /// Why a datagram was not sent.
    struct Failure: Error, Hashable {
        /// The number that the kernel gives the reason.
        let code: CInt
    }

    /// Sends bytes to a numeric address.
    static func send(_ bytes: [UInt8], to address: String, port: UInt16) throws(Failure) {
        guard let target = SocketAddress(address, port: port) else { throw Failure(code: EINVAL) }
        let descriptor = socket(target.family, CInt(SOCK_DGRAM.rawValue) | O_CLOEXEC | O_NONBLOCK, 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        let sent = target.withPointer { sendto(descriptor, bytes, bytes.count, 0, $0, $1) }
        guard sent == bytes.count else { throw Failure(code: errno) }
    }
}

/// A numeric address and a port, as the kernel takes them.
package struct SocketAddress: Sendable {
    /// Of IPv4 or IPv6.
    let family: CInt
    /// The four or sixteen bytes of the address.
    let bytes: [UInt8]
    private let port: UInt16

    /// Reads an address; nil when it is not one in numbers.
    init?(_ untrustedText: String, port: UInt16) {
        self.port = port
        var (four, six) = (in_addr(), in6_addr())
        if inet_pton(AF_INET, untrustedText, &four) == 1 {
            family = AF_INET
            bytes = withUnsafeBytes(of: four) { Array($0) }
        } else if inet_pton(AF_INET6, untrustedText, &six) == 1 {
            family = AF_INET6
            bytes = withUnsafeBytes(of: six) { Array($0) }
        } else {
            return nil
        }
    }

    func withPointer<Answer>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer) -> Answer {
        guard family == AF_INET6 else {
            var four = sockaddr_in()
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            withUnsafeMutableBytes(of: &four.sin_addr) { $0.copyBytes(from: bytes) }
            return Self.with(&four, body)
        }
        var six = sockaddr_in6()
        six.sin6_family = sa_family_t(AF_INET6)
        six.sin6_port = port.bigEndian
        withUnsafeMutableBytes(of: &six.sin6_addr) { $0.copyBytes(from: bytes) }
        return Self.with(&six, body)
    }

    private static func with<Address, Answer>(
        _ address: inout Address,
        _ body: (UnsafePointer<sockaddr>, socklen_t) -> Answer
    ) -> Answer {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }
}
