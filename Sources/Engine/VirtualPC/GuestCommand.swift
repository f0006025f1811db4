/// A program to run inside the user OS, through its agent.
public struct GuestCommand: Sendable, Hashable {
    public var path: String
    public var arguments: [String]
    /// The lines `NAME=value` to add to the environment.
    public var environment: [String]
    /// What the program reads from its standard input.
    public var input: [UInt8]
    /// How much of each output stream is kept.
    public var outputLimit: Int
    /// How long the program may take.
    public var deadline: Duration

    /// Creates a command; only the path is needed.
    public init(
        path: String,
        arguments: [String] = [],
        environment: [String] = [],
        input: [UInt8] = [],
        outputLimit: Int = 1 << 19,
        deadline: Duration = .seconds(120)
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
        self.outputLimit = outputLimit
        self.deadline = deadline
    }
}

/// What a program inside the user OS left behind.
public struct GuestOutput: Sendable, Hashable {
    /// The exit status; 128 plus the signal's number when a signal ended it.
    public var exitStatus: Int
    public var standardOutput: [UInt8]
    public var standardError: [UInt8]
    /// True when a stream was longer than the command's limit.
    public var isTruncated: Bool

    /// Creates an output from its parts.
    public init(exitStatus: Int, standardOutput: [UInt8] = [], standardError: [UInt8] = [], isTruncated: Bool = false) {
        self.exitStatus = exitStatus
        self.standardOutput = standardOutput
        self.standardError = standardError
        self.isTruncated = isTruncated
    }

    /// The standard output as text, with what is not UTF-8 replaced.
    public var text: String { String(decoding: standardOutput, as: UTF8.self) }
}
