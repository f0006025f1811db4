import FoundationEssentials
import Glibc
import Testing

@testable import VirtualPC

@Suite("The processes of a PC", .serialized, .enabled(if: Workbench.isPossible), .timeLimit(.minutes(3)))
struct ConfinementTests {
    /// The fields of a process's status, the same in each of its threads.
    private func status(_ process: Int) throws -> [String: String] {
        var fields: [String: Set<String>] = [:]
        for thread in try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task") {
            let text = FileManager.default.contents(atPath: "/proc/\(process)/task/\(thread)/status") ?? Data()
            for line in String(decoding: text, as: UTF8.self).split(separator: "\n") {
                let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmed }
                fields[parts[0], default: []].insert(parts.count > 1 ? parts[1] : "")
            }
        }
        return fields.compactMapValues { $0.count == 1 ? $0.first : nil }
    }

    private func network(_ process: String) throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/ns/net")
    }

    private func expectConfined(_ process: Int, user: Int) throws {
        let nothing = "0000000000000000"
        let users = "\(user)\t\(user)\t\(user)\t\(user)"
        let expected = [
            "Uid": users, "Gid": users, "Groups": "", "NoNewPrivs": "1", "Seccomp": "2", "CapInh": nothing,
            "CapPrm": nothing, "CapEff": nothing, "CapBnd": nothing, "CapAmb": nothing,
        ]
        let found = try status(process)
        for (field, value) in expected { #expect(found[field] == value, "\(field)") }
        #expect(try network("\(process)") != network("self"))
    }

    @Test(
        "are users of their own without rights, filtered system calls and no network, the TPM's too",
        .enabled(if: UEFITests.hasTPM)
    )
    func confinement() async throws {
        let bench = try Workbench(tpm: true)
        defer { bench.clear() }
        let tpm = VirtualTPM(
            directory: bench.configuration.stateDirectory + "/tpm",
            factory: TPMFactory(directory: bench.configuration.stateDirectory + "/tpm-factory"),
            log: bench.files.tpmLog,
            pidFile: bench.files.tpmPID
        )
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            try expectConfined(try await pc.machine().pid, user: 64_001)
            let appliance = HostProcess.find(
                pidFile: bench.files.appliancePID,
                mark: bench.files.mark(of: .appliance)
            )
            try expectConfined(try #require(appliance).pid, user: 64_002)
            let first = try #require(tpm.process)
            try expectConfined(first.pid, user: 64_001)
            #expect(FileManager.default.fileExists(atPath: tpm.directory + "/tpm2-00.permall"))
            // Its end follows the machine's, and the next start brings another over the same state.
            try await pc.perform(.cycle, bootOnce: nil)
            let second = try #require(tpm.process)
            #expect(second != first && !first.isRunning)
            try await pc.perform(.offHard, bootOnce: nil)
            try await tpm.end()
            await pc.dismantle()
        }
    }

    private static let groups = ControlGroup.hierarchies(
        mounts: FileManager.default.contents(atPath: "/proc/mounts").map { String(decoding: $0, as: UTF8.self) } ?? ""
    ) { FileManager.default.contents(atPath: $0 + "/cgroup.controllers").map { String(decoding: $0, as: UTF8.self) } }

    /// Where the limit of memory lies on this host, below a process's group.
    private static let memory: (top: String, file: String)? = groups.lazy.compactMap { group in
        switch group {
        case .unified(let path, let controllers): controllers.contains("memory") ? (path, "memory.max") : nil
        case .single(let path, let controller): controller == "memory" ? (path, "memory.limit_in_bytes") : nil
        }
    }.first { access($0.0 + "/cgroup.procs", W_OK) == 0 }

    @Test("take no more memory of the host than their machine has and QEMU needs", .enabled(if: memory != nil))
    func limits() async throws {
        let bench = try Workbench()
        defer { bench.clear() }
        let memory = try #require(Self.memory)
        try await bench.withPC { pc in
            try await pc.perform(.on, bootOnce: nil)
            let process = try await pc.machine().pid
            let text = FileManager.default.contents(atPath: "/proc/\(process)/cgroup") ?? Data()
            let group = String(decoding: text, as: UTF8.self).split(separator: "\n")
                .compactMap { $0.split(separator: ":", maxSplits: 2).last }
                .first { $0.contains("sekisho/bench-userOS-") }
            let path = memory.top + (try #require(group)) + "/" + memory.file
            let limit = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self).trimmed }
            #expect(limit == String((384 + 1536) << 20))
            await pc.dismantle()
        }
    }
}
