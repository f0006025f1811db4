import Glibc
import NIOPosix
import Suricata

/// The unix socket to which Suricata writes its event records.
struct EVEListener: Sendable {
    /// What arrives; a flood of records cannot push an alert out.
    struct Records: Sendable {
        let alerts: AsyncStream<SuricataAlert>
        let others: AsyncStream<GuardEvent>
    }

    let path: String
    let threads: NIOThreadPool

    /// Listens and returns what arrives, over every connection that Suricata makes; one at a time. `see` is told all.
    func records(see: @escaping @Sendable (EVERecord) -> Void) throws(ApplianceError) -> Records {
        let alerts = AsyncStream.makeStream(of: SuricataAlert.self, bufferingPolicy: .bufferingNewest(256))
        let others = AsyncStream.makeStream(of: GuardEvent.self, bufferingPolicy: .bufferingNewest(256))
        let over = Abandonment()
        alerts.continuation.onTermination = { _ in over.request() }
        let listener = try UnixListener(path: path)
        threads.submit { _ in
            while !over.isRequested {
                guard let connection = listener.accept(withinMilliseconds: 500) else { continue }
                Self.read(connection, until: over) { record in
                    see(record)
                    switch record {
                    case .alert(let alert): alerts.continuation.yield(alert)
                    case .name(let name): others.continuation.yield(.name(name))
                    case .flow(let flow): others.continuation.yield(.flow(flow))
                    case .other: break
                    }
                }
                close(connection)
            }
            listener.close()
            alerts.continuation.finish()
            others.continuation.finish()
        }
        return Records(alerts: alerts.stream, others: others.stream)
    }

    private static func read(_ connection: Int32, until over: Abandonment, _ take: (EVERecord) -> Void) {
        var reader = EVEReader()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while !over.isRequested {
            var waiting = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 500) > 0 else { continue }
            let count = Glibc.read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            reader.receive(buffer[..<count]).forEach(take)
        }
    }
}
