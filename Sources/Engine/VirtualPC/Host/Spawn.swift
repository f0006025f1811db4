import FoundationEssentials
import Glibc

/// How a program is started: with nothing of ours open but its two output streams.
struct Spawn {
    var path: String
    var arguments: [String]
    var output: CInt
    var error: CInt
    /// True when the program is to outlive us, also when our terminal or group is signalled.
    var isOwnSession = false

    /// Starts the program; nil when it cannot be started.
    func start() -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)
        closeOurs(&actions)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setAttributes(&attributes)
        // setsid replaces itself by the program, so the process number is the program's.
        let command = (isOwnSession ? ["/usr/bin/setsid"] : []) + [path] + arguments
        var words = command.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        return posix_spawn(&process, command[0], &actions, &attributes, &words, environ) == 0 ? process : nil
    }

    /// A program that inherits a connection keeps it open after our end; the margin covers what opens meanwhile.
    private func closeOurs(_ actions: inout posix_spawn_file_actions_t) {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        let highest = open.compactMap { CInt($0) }.max() ?? 255
        for descriptor in 3...highest + 64 {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
    }

    private func setAttributes(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    }
}
