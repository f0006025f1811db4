import Glibc

/// A started program without input, and one connection from both its outputs.
///
/// Whoever starts it must wait for it, once.
struct ChildProcess {
    let processID: pid_t
    private let fromChild: Int32

    init(_ path: String, _ arguments: [String]) throws(ApplianceError) {
        // A socket pair, for it is closed on exec from its first moment; a pipe might leak into another child.
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .failed("no sockets: errno \(errno)") }
        defer { close(ends[1]) }
        fromChild = ends[0]
        do throws(ApplianceError) {
            processID = try Self.spawn(path, arguments, output: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
    }

    /// Reads until the program closes its outputs; kills it when it takes too long or is abandoned.
    func readAll(longest: Int, seconds: Int, unless abandonment: Abandonment?) -> String {
        var kept: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let deadline = ContinuousClock.now + .seconds(seconds)
        while true {
            if ContinuousClock.now > deadline || abandonment?.isRequested == true { kill(processID, SIGKILL) }
            var waiting = pollfd(fd: fromChild, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, 200) > 0 else { continue }
            let count = read(fromChild, &buffer, buffer.count)
            guard count > 0 else { break }
            kept.append(contentsOf: buffer.prefix(min(count, longest - kept.count)))
        }
        return String(decoding: kept, as: UTF8.self)
    }

    /// Waits for the end and returns the exit status; the program is then gone.
    func wait() -> Int32 {
        close(fromChild)
        var status: Int32 = 0
        while waitpid(processID, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    private static func spawn(
        _ path: String,
        _ arguments: [String],
        output: Int32
    ) throws(ApplianceError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_adddup2(&actions, output, 2)
        var words = ([path] + arguments).map { strdup($0) } + [nil]
        var surroundings = environment.map { strdup($0) } + [nil]
        defer { (words + surroundings).forEach { free($0) } }
        var processID: pid_t = 0
        let result = posix_spawn(&processID, path, &actions, nil, &words, &surroundings)
        guard result == 0 else { throw .failed("\(path) does not start: errno \(result)") }
        return processID
    }

    /// Children get no Swift libraries of ours and nothing from our own environment.
    private static let environment = ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "HOME=/tmp"]
}
