import Foundation
import PacketPolicy

/// The namespaces and the traffic of `Support/world.py`, as seen from a test.
enum World {
    /// Whether this machine lets us make network namespaces and load rulesets into them.
    static let isPossible = geteuid() == 0 && FileManager.default.isExecutableFile(atPath: driver)

    /// Longer, harder runs.
    static let isLong = ProcessInfo.processInfo.environment["SEKISHO_LONG"] == "1"

    static let seconds = isLong ? 20.0 : 1.0

    /// Carries steps out and gives back what each said; a fresh world each time.
    static func play(
        _ script: [Step],
        frames: [Frame] = Frames.all,
        extraTypes: [EtherType] = []
    ) throws -> [Outcome] {
        let order = Order(
            driver: [driver, Frames.pc.description] + extraTypes.map { String($0.rawValue, radix: 16) },
            frames: frames.map(Order.NamedFrame.init),
            script: script
        )
        return try JSONDecoder().decode([Outcome].self, from: run(JSONEncoder().encode(order)))
    }

    private static let driver =
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "sekisho-filter").path(percentEncoded: false)

    private static func run(_ input: Data) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Support/world.py")
        process.arguments = ["-n", "--kill-child", "--fork", "--pid", "--mount-proc", "python3", script.path()]
        let (stdin, stdout, stderr) = (Pipe(), Pipe(), Pipe())
        (process.standardInput, process.standardOutput, process.standardError) = (stdin, stdout, stderr)
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: input)
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        let complaint = try stderr.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: String(decoding: complaint, as: UTF8.self)) }
        return output
    }

    struct Failure: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }

    private struct Order: Encodable {
        let driver: [String]
        let frames: [NamedFrame]
        let script: [Step]

        struct NamedFrame: Encodable {
            let name: String
            let direction: Direction
            let hex: String

            init(_ frame: Frame) {
                name = frame.name
                direction = frame.direction
                hex = frame.octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            }
        }
    }
}

/// One step of a script.
struct Step: Encodable, Sendable {
    var tell: String?
    var restart: Bool?
    var probe: Int?
    var load: Double?
    var swap: [String]?
    var until: [String]?

    /// A command for the filter.
    static func tell(_ line: String) -> Step { Step(tell: line) }
    /// A command for the filter, again and again until its answer ends as told.
    static func tell(_ line: String, until end: String) -> Step { Step(until: [line, end]) }
    /// SIGKILL for the filter's program, and a new one that installs itself.
    static let restart = Step(restart: true)
    /// Every frame so many times, one after the other.
    static func probe(_ times: Int) -> Step { Step(probe: times) }
    /// Every frame at full speed in both directions, while commands are carried out over and over.
    static func load(swapping swap: [String], seconds: Double = World.seconds) -> Step {
        Step(load: seconds, swap: swap)
    }
}

/// What a step said: a word, or what became of the frames.
enum Outcome: Decodable, Sendable {
    case word(String)
    case traffic(Traffic)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let word = try? container.decode(String.self) {
            self = .word(word)
        } else {
            self = .traffic(try container.decode(Traffic.self))
        }
    }

    var traffic: Traffic? {
        if case .traffic(let traffic) = self { traffic } else { nil }
    }

    var word: String? {
        if case .word(let word) = self { word } else { nil }
    }
}

/// What became of the frames.
struct Traffic: Decodable, Sendable {
    let swaps: Int
    /// Frames that the kernel lost on their way for want of room, wherever that was.
    let backlogLosses: Int
    let passed: Int
    let frames: [Count]

    struct Count: Decodable, Sendable {
        let name: String
        let direction: Direction
        let sent: Int
        let arrived: Int
    }
}
