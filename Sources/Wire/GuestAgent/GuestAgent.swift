import FoundationEssentials
public import JSONLines

/// QEMU's guest agent, as the one owner of its socket sees it.
///
/// What is sent while the guest's side is closed waits in the socket and is carried out when an agent starts, so
/// ask ``synchronize(within:)`` before anything that must not come late.
public struct GuestAgent: Sendable {
    /// The longest line that the agent may send: two streams of half a mebibyte, in base64. Whoever is root in the guest can
    /// send lines without end, and each is kept until it is too long.
    public static let longestLine = 3 << 19

    private let connection: LineConnection

    /// Takes a connection to the agent's socket.
    public init(taking connection: LineConnection) {
        self.connection = connection
    }

    /// Connects to the agent's socket; tries again until QEMU listens or the time is over.
    public static func connect(to path: String, within time: Duration) async throws(GuestAgentError) -> GuestAgent {
        do throws(LineError) {
            return GuestAgent(
                taking: try await .connect(to: path, limit: longestLine, within: time, classify: classify)
            )
        } catch {
            throw .line(error)
        }
    }

    /// Tells the agent's answers from what else comes out of its port.
    public static func classify(_ untrustedLine: [UInt8]) -> LineKind {
        GuestAgentEnvelope.kind(of: untrustedLine)
    }

    /// True until either side ends the connection.
    public var isOpen: Bool { connection.isOpen }

    /// Ends the connection.
    public func close() {
        connection.close()
    }

    /// Makes the agent forget a half command that an earlier owner left, and waits until it listens.
    public func synchronize(within time: Duration = .seconds(5)) async throws(GuestAgentError) {
        let token = Int(connection.nextNumber())
        let answer = try await execute(Synchronize(id: token), prefix: [GuestAgentEnvelope.delimiter], within: time)
        guard answer == token else {
            throw .malformed(command: Synchronize.name)
        }
    }

    /// Asks whether the agent is there.
    public func ping(within time: Duration = .seconds(5)) async throws(GuestAgentError) {
        _ = try await execute(Ping(), within: time)
    }

    func execute<Command: GuestAgentCommand>(
        _ command: Command,
        prefix: [UInt8] = [],
        within time: Duration
    ) async throws(GuestAgentError) -> Command.Reply {
        let number = connection.nextNumber()
        let untrustedAnswer: [UInt8]
        do {
            let request = GuestAgentRequest(execute: Command.name, arguments: command, id: number)
            let line = prefix + Array(try JSONEncoder().encode(request))
            untrustedAnswer = try await connection.request(number, line: line, within: time)
        } catch let error as LineError {
            throw .line(error)
        } catch {
            throw .malformed(command: Command.name)
        }
        return try Self.reply(to: Command.self, untrustedAnswer: untrustedAnswer)
    }

    /// Carries out a command that is not answered when it succeeds.
    func executeUnanswered(_ command: some GuestAgentCommand, within time: Duration) async throws(GuestAgentError) {
        do throws(GuestAgentError) {
            _ = try await execute(command, within: time)
        } catch .line(.timedOut) {
            return
        } catch .line(.closed) {
            return
        } catch {
            throw error
        }
    }

    private static func reply<Command: GuestAgentCommand>(
        to command: Command.Type,
        untrustedAnswer: [UInt8]
    ) throws(GuestAgentError) -> Command.Reply {
        let json = GuestAgentEnvelope.json(in: untrustedAnswer)
        guard let response = try? JSONDecoder().decode(GuestAgentResponse<Command.Reply>.self, from: json) else {
            throw .malformed(command: Command.name)
        }
        if let error = response.error {
            throw .refused(command: Command.name, text: error.desc)
        }
        guard let reply = response.reply else {
            throw .malformed(command: Command.name)
        }
        return reply
    }
}

private struct Synchronize: GuestAgentCommand {
    typealias Reply = Int
    static let name = "guest-sync-delimited"
    var id: Int
}

private struct Ping: GuestAgentCommand {
    typealias Reply = GuestAgentNothing
    static let name = "guest-ping"
}
