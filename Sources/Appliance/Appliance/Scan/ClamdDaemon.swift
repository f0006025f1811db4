import Clamd
import Glibc
import NIOPosix

/// A clamd that runs for the time of a scan, behind everything else that the appliance does.
struct ClamdDaemon: Sendable {
    let layout: Layout
    let threads: NIOThreadPool
    let states: ServiceStates
    /// How long the databases may take to load.
    private static let loadingSeconds = 300

    /// Runs clamd, and the work as soon as it answers.
    ///
    /// - Throws: `failed` with clamd's last words when it does not come up; ``wrongContent(_:)`` when it ended by itself,
    ///   as it does when a database does not load.
    func during<Value: Sendable>(
        _ control: Abandonment,
        _ work: @escaping @Sendable (borrowing ClamdConnection) -> Value
    ) async throws(ApplianceError) -> Value {
        let (ending, ended) = (Abandonment(), Abandonment())
        states.set("clamd", "running")
        async let daemon = run(until: ending, ended)
        let socket = layout.clamdSocket
        let value = try? await threads.runIfActive { () -> Value? in
            guard let connection = Self.connect(socket, control, ended) else { return nil }
            return work(connection)
        }
        let endedByItself = ended.isRequested
        ending.request()
        let words = await daemon
        states.set("clamd", "stopped")
        if let value = value ?? nil { return value }
        guard !control.isRequested else { throw .cancelled }
        throw endedByItself ? .wrongContent("clamd ended: \(words)") : .failed("clamd does not answer: \(words)")
    }

    private func run(until ending: Abandonment, _ ended: Abandonment) async -> String {
        let arguments = ["-n", "19", "/usr/sbin/clamd", "--config-file=\(layout.configuration)/clamd.conf"]
        let command = Command("/usr/bin/nice", arguments, timeoutSeconds: 48 * 3600)
        let outcome = try? await command.run(on: threads, unless: ending)
        ended.request()
        return outcome?.reason ?? "it was not run"
    }

    private static func connect(_ socket: String, _ control: Abandonment, _ ended: Abandonment) -> ClamdConnection? {
        let deadline = ContinuousClock.now + .seconds(loadingSeconds)
        while !control.isRequested, !ended.isRequested, ContinuousClock.now < deadline {
            do throws(ClamdError) {
                let connection = try ClamdConnection(socketPath: socket)
                if try connection.ping() { return connection }
            } catch {
                usleep(100_000)
            }
        }
        return nil
    }
}
