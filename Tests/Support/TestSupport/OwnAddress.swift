import Glibc
import Synchronization

/// Loopback addresses that nobody else uses: other tests run at the same time, and so may another run of them.
///
/// One is never given twice: a port of which the socket was closed is not free yet while another test starts a program,
/// for until then its process has every file of this one.
public enum OwnAddress {
    private static let last = Atomic<Int>(0)

    /// An address in 127.128.0.0/9: 13 bits tell the process, 10 the address.
    public static func next() -> String {
        let number = last.add(1, ordering: .relaxed).newValue
        let host = Int(getpid() & 0x1FFF) << 10 | number & 0x3FF
        return "127.\(128 | host >> 16).\(host >> 8 & 255).\(host & 255)"
    }
}
