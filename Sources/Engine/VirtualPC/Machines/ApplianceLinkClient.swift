import ApplianceLink
import FoundationEssentials
import JSONLines
import Synchronization

/// The engine's end of the appliance link.
final class ApplianceLinkClient: Sendable {
    typealias Progress = @Sendable (Int, String) -> Void

    private let connection: LineConnection
    private let progress = Mutex<[Int: Progress]>([:])

    init(taking connection: LineConnection) {
        self.connection = connection
    }

    static func connect(to path: String, within time: Duration) async throws(LineError) -> ApplianceLinkClient {
        ApplianceLinkClient(
            taking: try await .connect(to: path, limit: LinkMessage.longestLine, within: time, classify: classify)
        )
    }

    static func classify(_ untrustedLine: [UInt8]) -> LineKind {
        switch try? LinkMessage(untrustedLine: Data(untrustedLine)) {
        case .reply(let id, _): .reply(id)
        case .event: .event
        case .request, nil: .noise
        }
    }

    func close() {
        connection.close()
    }

    /// Hands every event but progress to `body`, until the link ends.
    func follow(_ body: @Sendable (ApplianceEvent) async -> Void) async {
        for await untrustedLine in connection.events {
            guard case .event(let event) = try? LinkMessage(untrustedLine: Data(untrustedLine)) else {
                continue
            }
            if case .progress(let id, let percent, let text) = event {
                progress.withLock { $0[id] }?(percent, text)
            } else {
                await body(event)
            }
        }
    }

    func ask(
        _ request: ApplianceRequest,
        within time: Duration,
        progress report: @escaping Progress = { _, _ in }
    ) async throws(PCError) -> ApplianceReply {
        let id = connection.nextNumber()
        progress.withLock { $0[id] = report }
        defer { progress.withLock { $0[id] = nil } }
        let untrustedAnswer: [UInt8]
        do {
            let line = try LinkMessage.request(id: id, request).line()
            untrustedAnswer = try await connection.request(id, line: Array(line.dropLast()), within: time)
        } catch LineError.timedOut {
            throw .timedOut("the appliance did not answer in time")
        } catch {
            throw .applianceSilent("the appliance link: \(error)")
        }
        return try Self.reply(untrustedAnswer)
    }

    private static func reply(_ untrustedAnswer: [UInt8]) throws(PCError) -> ApplianceReply {
        guard case .reply(_, let reply) = try? LinkMessage(untrustedLine: Data(untrustedAnswer)) else {
            throw .applianceSilent("the appliance's answer cannot be read")
        }
        if case .refused(let reason) = reply {
            throw .refused(reason)
        }
        return reply
    }
}
