import FoundationEssentials
import Glibc

/// How a program is started: with nothing of ours open but its two output streams and what it is given.
struct Spawn {
    /// Where what a program is given begins.
    static let firstDescriptor = 3

    /// The program's path and its arguments.
    var command: [String]
    var output: CInt
    var error: CInt
    /// What the program is given open, from ``firstDescriptor`` on.
    var descriptors: [CInt] = []

    /// - Parameter isOwnSession: true when the program is to outlive us, also when our terminal or group is signalled.
    init(
        _ command: [String],
        output: CInt,
        error: CInt,
        descriptors: [CInt] = [],
        isOwnSession: Bool = false
    ) {
        // setsid replaces itself by the program, so the process number is the program's.
        self.command = (isOwnSession ? ["/usr/bin/setsid"] : []) + command
        self.output = output
        self.error = error
        self.descriptors = descriptors
    }

    /// Starts the program; nil when it cannot be started.
    func start() -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let moved = descriptors.map { fcntl($0, F_DUPFD_CLOEXEC, CInt(Self.firstDescriptor + descriptors.count)) }
        defer { moved.filter { $0 >= 0 }.forEach { close($0) } }
        guard moved.allSatisfy({ $0 >= 0 }), let path = command.first else { return nil }
        setStreams(&actions, moved)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setAttributes(&attributes)
        var words = command.map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process = pid_t()
        return posix_spawn(&process, path, &actions, &attributes, &words, environ) == 0 ? process : nil
    }

    /// What is given lies above all places by now, so that none is overwritten before it is put into its own.
    private func setStreams(_ actions: inout posix_spawn_file_actions_t, _ given: [CInt]) {
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO)
        for (place, descriptor) in given.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, CInt(Self.firstDescriptor + place))
        }
        closeOurs(&actions)
    }

    /// A program that inherits a connection keeps it open after our end; the margin covers what opens meanwhile.
    private func closeOurs(_ actions: inout posix_spawn_file_actions_t) {
        let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        let highest = open.compactMap { CInt($0) }.max() ?? 255
        for descriptor in CInt(Self.firstDescriptor + descriptors.count)...highest + 64 {
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
