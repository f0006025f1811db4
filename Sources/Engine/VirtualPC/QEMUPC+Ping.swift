import FoundationEssentials

extension QEMUPC {
    /// The kernel answers for the engine's address: it is told, in the chassis' own namespace.
    public func answerPing(_ isAnswered: Bool) async throws(PCError) {
        let switches = "/proc/sys/net/ipv4/icmp_echo_ignore_all"
        do {
            try Data((isAnswered ? "0" : "1").utf8).write(to: URL(filePath: switches))
        } catch {
            throw .failed("the kernel cannot be told whether to answer ping: \(error)")
        }
    }
}
