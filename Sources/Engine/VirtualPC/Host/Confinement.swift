/// How a process of a virtual machine is held: a user of its own without a way back to root, an empty network, and
/// processors of its own.
///
/// All of it holds before the program's first instruction; nothing is left to the program.
struct Confinement: Sendable, Hashable {
    /// The user and group.
    var user: UInt32
    /// Further groups, by which it may open devices.
    var groups: [UInt32] = []
    /// The processors; none for all.
    var processors: [Int] = []
    /// How much memory it may keep from being moved, in MiB; nil for what the host allows.
    var lockedMiB: Int?

    /// The words that start a program so held. Each program of the chain replaces itself by the next.
    func command(_ program: String, _ arguments: [String]) -> [String] {
        ["/usr/bin/unshare", "--net", "--"] + affinity + limit + identity + [program] + arguments
    }

    private var affinity: [String] {
        processors.isEmpty ? [] : ["/usr/bin/taskset", "-c", processors.map(String.init).joined(separator: ",")]
    }

    private var limit: [String] {
        guard let lockedMiB else { return [] }
        return ["/usr/bin/prlimit", "--memlock=\(lockedMiB << 20)", "--"]
    }

    private var identity: [String] {
        let groups = groups.isEmpty ? ["--clear-groups"] : ["--groups", groups.map(String.init).joined(separator: ",")]
        return ["/usr/bin/setpriv", "--reuid", "\(user)", "--regid", "\(user)"] + groups + [
            "--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all", "--no-new-privs", "--",
        ]
    }
}
