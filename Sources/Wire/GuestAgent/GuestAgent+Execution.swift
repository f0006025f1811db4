import FoundationEssentials

/// A program to run in the guest.
public struct GuestExecution: Sendable, Hashable {
    public var path: String
    public var arguments: [String]
    public var environment: [String]
    public var input: [UInt8]

    /// Creates an order from its parts.
    public init(path: String, arguments: [String], environment: [String], input: [UInt8]) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
    }
}

/// What a program in the guest left behind.
public struct GuestExecutionResult: Sendable, Hashable {
    /// The exit status; 128 plus the signal's number when a signal ended it.
    public var exitStatus: Int
    public var standardOutput: [UInt8]
    public var standardError: [UInt8]
    /// True when the agent or the limit cut a stream.
    public var isTruncated: Bool
}

extension GuestAgent {
    /// Runs a program in the guest and waits for its end; keeps at most `limit` bytes of each stream.
    public func run(
        _ execution: GuestExecution,
        limit: Int,
        within time: Duration
    ) async throws(GuestAgentError) -> GuestExecutionResult {
        let deadline = ContinuousClock.now + time
        let process = try await execute(Execute(execution), within: .seconds(10)).pid
        var pause = Duration.milliseconds(20)
        while true {
            let status = try await execute(ExecutionStatus(pid: process), within: .seconds(10))
            if status.exited {
                return status.result(limit: limit)
            }
            guard ContinuousClock.now < deadline, !Task.isCancelled else {
                throw .stillRunning(path: execution.path)
            }
            try? await Task.sleep(for: pause)
            pause = min(pause * 2, .milliseconds(500))
        }
    }
}

private struct Execute: GuestAgentCommand {
    struct Reply: Decodable {
        var pid: Int
    }

    static let name = "guest-exec"

    var path: String
    var arguments: [String]
    var environment: [String]?
    var input: String?
    var capture = true

    init(_ execution: GuestExecution) {
        path = execution.path
        arguments = execution.arguments
        environment = execution.environment.isEmpty ? nil : execution.environment
        input = execution.input.isEmpty ? nil : Data(execution.input).base64EncodedString()
    }

    private enum CodingKeys: String, CodingKey {
        case path
        case arguments = "arg"
        case environment = "env"
        case input = "input-data"
        case capture = "capture-output"
    }
}

struct ExecutionStatus: GuestAgentCommand {
    struct Reply: Decodable {
        var exited: Bool
        var exitStatus: Int?
        var signal: Int?
        var output: String?
        var error: String?
        var isOutputCut: Bool?
        var isErrorCut: Bool?

        private enum CodingKeys: String, CodingKey {
            case exited, signal
            case exitStatus = "exitcode"
            case output = "out-data"
            case error = "err-data"
            case isOutputCut = "out-truncated"
            case isErrorCut = "err-truncated"
        }

        func result(limit: Int) -> GuestExecutionResult {
            let output = Self.bytes(output)
            let error = Self.bytes(error)
            return GuestExecutionResult(
                exitStatus: signal.map { 128 + $0 } ?? exitStatus ?? 0,
                standardOutput: Array(output.prefix(limit)),
                standardError: Array(error.prefix(limit)),
                isTruncated: isOutputCut ?? false || isErrorCut ?? false || max(output.count, error.count) > limit
            )
        }

        private static func bytes(_ untrustedBase64: String?) -> Data {
            untrustedBase64.flatMap { Data(base64Encoded: $0) } ?? Data()
        }
    }

    static let name = "guest-exec-status"
    var pid: Int
}
