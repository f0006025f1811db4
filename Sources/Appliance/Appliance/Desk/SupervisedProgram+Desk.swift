import Glibc
import Logging
import NIOPosix

extension SupervisedProgram {
    /// What answers at the desk, in its namespace; started when somebody is to be told something for the first time.
    static func desk(
        _ layout: Layout,
        _ threads: NIOThreadPool,
        _ states: ServiceStates,
        _ log: Logger
    ) -> [SupervisedProgram] {
        let programs = [
            ("desk page", unprivileged + [ownProgram, "serve-notice", "--page", layout.cutOffPage]),
            ("desk names", ["/usr/sbin/dnsmasq", "-k", "-C", "\(layout.configuration)/desk-names.conf"]),
        ]
        return programs.map { name, words in
            SupervisedProgram(
                name: name,
                path: "/usr/bin/nsenter",
                arguments: ["--net=\(layout.deskNamespace)", "--"] + words,
                threads: threads,
                states: states,
                log: log,
                condition: layout.cutOffPage
            )
        }
    }

    /// What comes before the words of a program that is to have no rights.
    static var unprivileged: [String] {
        [
            "/usr/bin/setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--bounding-set=-all",
            "--no-new-privs",
        ]
    }

    private static var ownProgram: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = readlink("/proc/self/exe", &path, path.count)
        return String(decoding: path.prefix(max(length, 0)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
