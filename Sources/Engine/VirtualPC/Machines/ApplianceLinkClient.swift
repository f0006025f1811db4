import ApplianceLink
import FoundationEssentials
import JSONLines
import Synchronization

/// The engine's end of the appliance link.
final class ApplianceLinkClient: Sendable {
    typealias Progress = @Sendable (Int, String) -> Void

    private let connection: LineConnection
    private let progress = Mutex<[Int: Progress]>([:])
    /// Longer than any work: what moves is waited for.
    private static let ever = Duration.seconds(30 * 24 * 3600)

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

    /// The same for long work: waits as long as the appliance tells that it comes further. Work that is given up, by
    /// itself or with the task around it, is told to end, or it would be in the way of the next.
    func ask(
        _ request: ApplianceRequest,
        unlessSilentFor longest: Duration,
        progress report: @escaping Progress
    ) async throws(PCError) -> ApplianceReply {
        let heard = Heard()
        let result = await withTaskGroup(of: Result<ApplianceReply, PCError>?.self) { group in
            group.addTask {
                await self.outcome(of: request) { percent, text in
                    heard.now()
                    report(percent, text)
                }
            }
            group.addTask {
                while case let end = heard.last + longest, end > .now {
                    do { try await Task.sleep(until: end, clock: .continuous) } catch { return nil }
                }
                return .failure(.timedOut("the appliance told nothing for \(longest)"))
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if case .success(let reply) = result { return reply }
        if !isRefusal(result) { tell(.cancel) }
        return try (result ?? .failure(.applianceSilent("the engine ends"))).get()
    }

    private func outcome(
        of request: ApplianceRequest,
        progress report: @escaping Progress
    ) async -> Result<ApplianceReply, PCError> {
        do throws(PCError) { return .success(try await ask(request, within: Self.ever, progress: report)) } catch {
            return .failure(error)
        }
    }

    private func isRefusal(_ result: Result<ApplianceReply, PCError>?) -> Bool {
        if case .failure(.refused) = result { true } else { false }
    }

    /// Says something that needs no answer.
    private func tell(_ request: ApplianceRequest) {
        guard let line = try? LinkMessage.request(id: connection.nextNumber(), request).line() else { return }
        connection.send(Array(line.dropLast()))
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

/// When something was heard last.
private final class Heard: Sendable {
    private let moment = Mutex(ContinuousClock.now)

    var last: ContinuousClock.Instant { moment.withLock { $0 } }

    func now() { moment.withLock { $0 = .now } }
}
