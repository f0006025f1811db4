import Foundation
import Testing

@Suite("Who is root", .enabled(if: ChassisWorld.isPossible), .serialized)
struct PrivilegeTests {
    @Test("the process that listens has no root, and each process outlives the other, with machines and filter")
    func world() throws {
        let facts = try ChassisWorld().facts()
        let user = "64000 64000 64000 64000"
        let nothing = "0000000000000000"
        let expected = [
            "Uid": user, "Gid": user, "Groups": "", "CapInh": nothing, "CapPrm": nothing, "CapEff": nothing,
            "CapBnd": nothing, "CapAmb": nothing, "NoNewPrivs": "1", "chassisListens": "0",
            "machineUid": "64002 64002 64002 64002", "machineNoNewPrivs": "1", "machineSeccomp": "2",
            "machineCapEff": nothing, "machineCapBnd": nothing, "engineEnded": "yes", "chassisAfterEngine": "yes",
            "machineAfterEngine": "yes", "machineAfterChassis": "yes", "filterAfterChassis": "1",
            "engineEndsInOrder": "yes", "chassisEndsInOrder": "yes", "machineAtTheEnd": "yes",
        ]
        for (name, value) in expected { #expect(facts[name] == value, "\(name)") }
    }
}

/// The real programs in namespaces of their own; everything ends with them.
private struct ChassisWorld {
    private static let tools = [
        "/usr/bin/qemu-system-x86_64", "/usr/bin/qemu-img", "/usr/bin/setpriv", "/usr/sbin/nft",
    ]

    static let isPossible =
        geteuid() == 0 && FileManager.default.fileExists(atPath: "/dev/net/tun")
        && tools.allSatisfy(FileManager.default.isExecutableFile)

    private let folder = "/var/tmp/sekisho-\(UUID().uuidString)"

    /// What the world tells of itself, by name.
    func facts() throws -> [String: String] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        let support = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Support/world").path()
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
