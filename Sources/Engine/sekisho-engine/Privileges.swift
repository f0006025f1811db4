import FoundationEssentials
import Glibc
import VirtualPC

/// Gives up root before anything is listened to, read from the network or parsed.
enum Privileges {
    /// Where the descriptor of the password file is told to the engine without root.
    static let passwordVariable = "SEKISHO_PASSWORD_DESCRIPTOR"

    /// Starts the chassis process where there is none, then becomes the engine's own user with the same arguments.
    ///
    /// Returns only by an error: the program is executed anew, so that no thread keeps what was given up.
    static func giveUp(_ configuration: EngineConfiguration, config path: String) throws -> Never {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        try ChassisProcess(socket: configuration.chassisSocket, config: path).ensure(besides: own)
        if let file = configuration.passwordFile { passOnPassword(file) }
        // A large piece of memory goes back when it is freed (mallopt(3)): no line of a user OS leaves the engine larger.
        setenv("MALLOC_MMAP_THRESHOLD_", "131072", 0)
        let user = String(configuration.pc.engineUID)
        let command: [String] =
            [
                "/usr/bin/setpriv", "--reuid", user, "--regid", user, "--clear-groups", "--inh-caps=-all",
                "--ambient-caps=-all", "--bounding-set=-all", "--no-new-privs", "--", own,
            ] + CommandLine.arguments.dropFirst()
        var words = command.map { strdup($0) } + [nil]
        execv(command[0], &words)
        throw ConfigurationError(path: command[0], problem: "it cannot be run: \(String(cString: strerror(errno)))")
    }

    /// Only root can read the password's file; the engine gets it open.
    private static func passOnPassword(_ path: String) {
        let file = open(path, O_RDONLY)
        if file >= 0 { setenv(passwordVariable, String(file), 1) }
    }

    /// The password from the descriptor that ``giveUp(_:config:)`` left; nil when there is none.
    static func passedPassword() -> Data? {
        guard let text = getenv(passwordVariable), let file = CInt(String(cString: text)), file > 2 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = read(file, &bytes, bytes.count)
        return count > 0 ? Data(bytes.prefix(count)) : nil
    }
}
