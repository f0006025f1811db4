import Foundation
import Testing

/// The real programs in namespaces of their own; everything ends with them.
struct ChassisWorld {
    private static let tools = [
        "/usr/bin/qemu-system-x86_64", "/usr/bin/qemu-img", "/usr/bin/setpriv", "/usr/sbin/nft",
    ]

    static let isPossible =
        geteuid() == 0 && FileManager.default.fileExists(atPath: "/dev/net/tun")
        && tools.allSatisfy(FileManager.default.isExecutableFile)

    private let folder = "/var/tmp/sekisho-\(UUID().uuidString)"

    /// What a script tells of its world, by name.
    func facts(of script: String) throws -> [String: String] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        let support = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Support/" + script).path()
        process.arguments = [
            "--net", "--pid", "--mount", "--fork", "--kill-child=SIGKILL", "--mount-proc", support, folder, programs,
        ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(text)")
        let pairs = text.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { $1 }
    }

    /// Beside the tests.
    private var programs: String {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(filePath: own).deletingLastPathComponent().path()
    }
}
