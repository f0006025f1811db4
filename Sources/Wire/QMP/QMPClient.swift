import FoundationEssentials
public import JSONLines

/// The one owner of a QEMU monitor socket.
public struct QMPClient: Sendable {
    private let connection: LineConnection

    /// The longest line that QEMU may send.
    public static let longestLine = 4 << 20

    /// Takes a connection that nobody has spoken on yet and agrees on capabilities.
    ///
    /// A monitor that somebody else owns accepts the connection and stays silent, so this fails with a time-out.
    public init(taking connection: LineConnection, within time: Duration) async throws(QMPError) {
        self.connection = connection
        do {
            _ = try await execute(QMPCapabilities(), within: time)
        } catch {
            connection.close()
            throw error
        }
    }

    /// Connects to a monitor socket; tries again until QEMU listens or the time is over.
    public static func connect(to path: String, within time: Duration) async throws(QMPError) -> QMPClient {
        let connection: LineConnection
        do throws(LineError) {
            connection = try await .connect(to: path, limit: longestLine, within: time, classify: classify)
        } catch {
            throw .line(error)
        }
        return try await QMPClient(taking: connection, within: .seconds(10))
    }

    /// Tells QEMU's answers and events apart.
    public static func classify(_ untrustedLine: [UInt8]) -> LineKind {
        QMPEnvelope.kind(of: untrustedLine)
    }

    /// What QEMU tells unasked; ends when QEMU does. One reader.
    public var events: some AsyncSequence<QMPEvent, Never> & Sendable {
        connection.events.map { QMPEvent(untrustedLine: $0) }
    }

    /// True until either side ends the connection.
    public var isOpen: Bool { connection.isOpen }

    /// Carries out a command.
    @discardableResult
    public func execute<Command: QMPCommand>(
        _ command: Command,
        within time: Duration = .seconds(10)
    ) async throws(QMPError) -> Command.Reply {
        let number = connection.nextNumber()
        let request = QMPRequest(execute: Command.name, arguments: command, id: number)
        let untrustedAnswer: [UInt8]
        do {
            let line = try JSONEncoder().encode(request)
            untrustedAnswer = try await connection.request(number, line: Array(line), within: time)
        } catch let error as LineError {
            throw .line(error)
        } catch {
            throw .malformed(command: Command.name, text: "\(error)")
        }
        return try Self.reply(to: Command.self, untrustedAnswer: untrustedAnswer)
    }

    /// Ends the connection; QEMU goes on.
    public func close() {
        connection.close()
    }

    static func reply<Command: QMPCommand>(
        to command: Command.Type,
        untrustedAnswer: [UInt8]
    ) throws(QMPError) -> Command.Reply {
        let response: QMPResponse<Command.Reply>
        do {
            response = try JSONDecoder().decode(QMPResponse<Command.Reply>.self, from: Data(untrustedAnswer))
        } catch {
            throw .malformed(command: Command.name, text: "\(error)")
        }
        if let error = response.error {
            throw .refused(command: Command.name, kind: error.kind, text: error.desc)
        }
        guard let reply = response.reply else {
            throw .malformed(command: Command.name, text: "neither return nor error")
        }
        return reply
    }
}
