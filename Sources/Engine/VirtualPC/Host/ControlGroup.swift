import FoundationEssentials
import Glibc
import Logging

/// What a virtual machine's processes may take of the host together, as the kernel's control groups hold them to it.
struct ControlGroup: Sendable, Hashable {
    /// Below the top of each hierarchy, such as `sekisho/pc1-userOS-` and what no other start has.
    var name: String
    var memoryMiB: Int
    /// Processes and threads.
    var tasks: Int
    /// Processors' worth of time.
    var cores: Int

    /// One write to one file.
    struct Write: Sendable, Hashable {
        var file: String
        var text: String
    }

    /// Where the kernel's control groups are.
    enum Hierarchy: Sendable, Hashable {
        /// Version 2, with these controllers.
        case unified(String, controllers: Set<String>)
        /// Version 1, one controller.
        case single(String, controller: String)
    }

    private static let controllers = ["memory", "pids", "cpu"]
    private static let period = 100_000

    /// The hierarchies of a host, from its mounts and from what lies in a version 2 hierarchy's `cgroup.controllers`.
    static func hierarchies(mounts: String, controllers: (String) -> String?) -> [Hierarchy] {
        mounts.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count >= 4 else { return nil }
            if fields[2] == "cgroup2" {
                let known = Set((controllers(fields[1]) ?? "").split(whereSeparator: \.isWhitespace).map(String.init))
                return .unified(fields[1], controllers: known.intersection(Self.controllers))
            }
            let options = Set(fields[3].split(separator: ",").map(String.init))
            guard fields[2] == "cgroup", let controller = Self.controllers.first(where: options.contains) else {
                return nil
            }
            return .single(fields[1], controller: controller)
        }
    }

    /// The directories to be made in a hierarchy, outermost first.
    func directories(in hierarchy: Hierarchy) -> [String] {
        let parts = name.split(separator: "/")
        return (1...max(1, parts.count)).map { hierarchy.path + "/" + parts.prefix($0).joined(separator: "/") }
    }

    /// What makes the controllers reach down to the group; written before the directories below are.
    func delegation(in hierarchy: Hierarchy) -> [Write] {
        guard case .unified(let path, let controllers) = hierarchy, !controllers.isEmpty else { return [] }
        let text = controllers.sorted().map { "+" + $0 }.joined(separator: " ")
        return ([path] + directories(in: hierarchy).dropLast()).map {
            Write(file: $0 + "/cgroup.subtree_control", text: text)
        }
    }

    /// The limits.
    func limits(in hierarchy: Hierarchy) -> [Write] {
        let folder = hierarchy.path + "/" + name
        let (bytes, quota) = (String(memoryMiB << 20), String(cores * Self.period))
        return switch hierarchy {
        case .unified(_, let controllers):
            [
                ("memory", "memory.max", bytes), ("pids", "pids.max", String(tasks)),
                ("cpu", "cpu.max", "\(quota) \(Self.period)"),
            ]
            .filter { controllers.contains($0.0) }.map { Write(file: folder + "/" + $0.1, text: $0.2) }
        case .single(_, "memory"): [Write(file: folder + "/memory.limit_in_bytes", text: bytes)]
        case .single(_, "pids"): [Write(file: folder + "/pids.max", text: String(tasks))]
        case .single: [Write(file: folder + "/cpu.cfs_quota_us", text: quota)]
        }
    }

    /// What makes all machines together give way to the engine and the chassis process, which need little and must not wait
    /// for a user OS that floods them: a quarter of what the kernel gives to a group by itself.
    func precedence(in hierarchy: Hierarchy) -> [Write] {
        guard let outermost = directories(in: hierarchy).first else { return [] }
        return switch hierarchy {
        case .unified(_, let controllers) where controllers.contains("cpu"):
            [Write(file: outermost + "/cpu.weight", text: "25")]
        case .single(_, "cpu"): [Write(file: outermost + "/cpu.shares", text: "256")]
        default: []
        }
    }

    /// Makes the group and puts processes into it. Where the host does not let us, the machine runs without.
    func hold(_ processes: [Int], _ logger: Logger) {
        let mounts = Self.read("/proc/mounts") ?? ""
        for hierarchy in Self.hierarchies(mounts: mounts, controllers: { Self.read($0 + "/cgroup.controllers") })
        where hierarchy.isOfUse {
            var problems: [String] = []
            removeEmptied(in: hierarchy)
            for directory in directories(in: hierarchy) { mkdir(directory, 0o755) }
            problems += delegation(in: hierarchy).compactMap(Self.write)
            problems += (precedence(in: hierarchy) + limits(in: hierarchy)).compactMap(Self.write)
            let members = hierarchy.path + "/" + name + "/cgroup.procs"
            problems += processes.map { Write(file: members, text: String($0)) }.compactMap(Self.write)
            if !problems.isEmpty {
                logger.warning("not all limits hold", metadata: ["problem": "\(problems.joined(separator: "; "))"])
            }
        }
    }

    /// The kernel lets go only of groups that nobody is in any more.
    private func removeEmptied(in hierarchy: Hierarchy) {
        guard let slash = name.lastIndex(of: "/"), let dash = name.lastIndex(of: "-") else { return }
        let folder = hierarchy.path + "/" + name[..<slash]
        let prefix = name[name.index(after: slash)...dash]
        let siblings = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        for sibling in siblings where sibling.hasPrefix(prefix) { rmdir(folder + "/" + sibling) }
    }

    private static func read(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What went wrong; nil when nothing did.
    private static func write(_ write: Write) -> String? {
        let file = open(write.file, O_WRONLY | O_CLOEXEC)
        defer { close(file) }
        let bytes = Array(write.text.utf8)
        guard file >= 0, Glibc.write(file, bytes, bytes.count) == bytes.count else {
            return "\(write.file): \(String(cString: strerror(errno)))"
        }
        return nil
    }
}

extension ControlGroup.Hierarchy {
    fileprivate var path: String {
        switch self {
        case .unified(let path, _), .single(let path, _): path
        }
    }

    fileprivate var isOfUse: Bool {
        switch self {
        case .unified(_, let controllers): !controllers.isEmpty
        case .single: true
        }
    }
}

extension ControlGroup {
    /// What a machine may take: its memory and what QEMU needs besides, its processors and one for its disks and wires.
    init(_ machine: MachineName, of configuration: PCConfiguration, accelerator: Accelerator) {
        let (memoryMiB, cores) =
            switch machine {
            case .userOS: (configuration.userOS.memoryMiB, configuration.userOS.cores)
            case .appliance: (configuration.appliance.memoryMiB, configuration.appliance.cores)
            case .notice: (2, 1)
            }
        // An emulated processor keeps its translated programs in up to 1 GiB.
        let besides = accelerator == .kvm ? 512 : 1536
        self.init(
            name: "sekisho/\(configuration.name)-\(machine.rawValue)-\(UUID().uuidString.prefix(8))",
            memoryMiB: memoryMiB + besides,
            tasks: 256 + cores,
            cores: cores + 1
        )
    }
}
