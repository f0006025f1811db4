import FoundationEssentials
import JSONLines

/// The engine's end of the socket to the chassis process; connects anew when that process was started anew.
actor ChassisClient {
    private let path: String
    private var connection: LineConnection?

    init(path: String) { self.path = path }

    /// Ends the connection: the chassis process bears few of them. What is asked afterwards connects anew.
    func close() {
        connection?.close()
        connection = nil
    }

    func ask(_ request: ChassisRequest, within time: Duration = .seconds(60)) async throws(PCError) -> ChassisReply {
        let connection = try await open()
        let untrustedAnswer: [UInt8]
        do {
            let call = ChassisCall(id: connection.nextNumber(), request: request)
            let line = try Array(JSONEncoder().encode(call))
            untrustedAnswer = try await connection.request(call.id, line: line, within: time)
        } catch {
            throw .failed("the chassis process does not answer (\(error)); is sekisho-chassis running?")
        }
        guard let answer = try? JSONDecoder().decode(ChassisAnswer.self, from: Data(untrustedAnswer)) else {
            throw .failed("the chassis process answers what is not understood; is it of the same version?")
        }
        if case .failed(let error) = answer.reply { throw error }
        return answer.reply
    }

    /// For requests that are answered by a word.
    func order(_ request: ChassisRequest) async throws(PCError) {
        guard try await ask(request) == .done else { throw Self.mistaken }
    }

    /// An answer to another question.
    static let mistaken = PCError.failed("the chassis process answers another question")

    private func open() async throws(PCError) -> LineConnection {
        if let connection, connection.isOpen { return connection }
        do {
            let new = try await LineConnection.connect(
                to: path,
                limit: ChassisCall.longestLine,
                within: .seconds(2),
                classify: ChassisAnswer.classify
            )
            connection?.close()
            connection = new
            return new
        } catch {
            throw .failed("the chassis process cannot be reached (\(error)); start sekisho-chassis")
        }
    }
}
