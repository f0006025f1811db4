import Glibc
import NIOPosix

/// A short-lived program of the host.
enum HostProgram {
    /// Runs a program to its end and returns its standard output.
    ///
    /// What the program says on its error stream becomes the error's text.
    @discardableResult
    static func run(_ path: String, _ arguments: [String]) async throws(PCError) -> String {
        let outcome: Outcome?
        do {
            outcome = try await NIOThreadPool.singleton.runIfActive { spawnAndWait(path, arguments) }
        } catch {
            throw .failed("\(path): \(error)")
        }
        guard let outcome else {
            throw .failed("\(path) cannot be started")
        }
        guard outcome.status == 0 else {
            let name = path.split(separator: "/").last.map(String.init) ?? path
            throw .failed("\(name) \(arguments.joined(separator: " ")): \(outcome.error.trimmed)")
        }
        return outcome.output
    }

    private struct Outcome: Sendable {
        var status: CInt
        var output: String
        var error: String
    }

    private static func spawnAndWait(_ path: String, _ arguments: [String]) -> Outcome? {
        guard let output = tmpfile(), let error = tmpfile() else {
            return nil
        }
        defer {
            fclose(output)
            fclose(error)
        }
        keepFromOthers(output)
        keepFromOthers(error)
        let spawn = Spawn([path] + arguments, output: fileno(output), error: fileno(error))
        guard let process = spawn.start(), let status = waitForEnd(process) else {
            return nil
        }
        return Outcome(status: status, output: contents(output), error: contents(error))
    }

    private static func waitForEnd(_ process: pid_t) -> CInt? {
        var status: CInt = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else {
                return nil
            }
        }
        return status
    }

    /// Keeps programs that start at the same time from inheriting the file.
    private static func keepFromOthers(_ file: UnsafeMutablePointer<FILE>) {
        _ = fcntl(fileno(file), F_SETFD, FD_CLOEXEC)
    }

    private static func contents(_ file: UnsafeMutablePointer<FILE>) -> String {
        rewind(file)
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = fread(&bytes, 1, bytes.count, file)
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}

extension String {
    /// The text without the white space around it.
    var trimmed: String {
        let end = lastIndex { !$0.isWhitespace }
        let start = firstIndex { !$0.isWhitespace }
        guard let start, let end else {
            return ""
        }
        return String(self[start...end])
    }
}
