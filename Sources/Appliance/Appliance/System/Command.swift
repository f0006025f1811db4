import Glibc
import NIOPosix

/// A program that is run to its end, with bounded output.
struct Command: Sendable {
    /// How a program ended.
    struct Outcome: Sendable, Hashable {
        /// The exit status; 128 and the signal's number when a signal ended it.
        let status: Int32
        /// The start of what it wrote to both outputs.
        let output: String

        var succeeded: Bool { status == 0 }
        /// The last lines, to say why it failed.
        var reason: String { String(output.suffix(400)) }
    }

    let path: String
    let arguments: [String]
    var timeoutSeconds = 60
    var longestOutput = 1 << 20

    init(_ path: String, _ arguments: [String], timeoutSeconds: Int = 60) {
        self.path = path
        self.arguments = arguments
        self.timeoutSeconds = timeoutSeconds
    }

    /// Runs the program on a thread that may wait, and ends it when it takes too long or is abandoned.
    func run(on threads: NIOThreadPool, unless abandonment: Abandonment? = nil) async throws(ApplianceError) -> Outcome
    {
        do {
            return try await threads.runIfActive { try runHere(abandonment) }
        } catch let error as ApplianceError {
            throw error
        } catch {
            throw .failed("\(path) was not run: \(error)")
        }
    }

    /// Runs the program on this thread.
    func runHere(_ abandonment: Abandonment? = nil) throws(ApplianceError) -> Outcome {
        let child = try ChildProcess(path, arguments)
        let output = child.readAll(longest: longestOutput, seconds: timeoutSeconds, unless: abandonment)
        return Outcome(status: child.wait(), output: output)
    }
}
