import Foundation
import Logging
import Testing

@testable import VirtualPC

/// What the kernel of this host does with the limits; skipped where it does not let us make groups.
@Suite("Control groups of the kernel")
struct ControlGroupLimitTests {
    private static let hierarchies = ControlGroup.hierarchies(mounts: text("/proc/mounts") ?? "") {
        text($0 + "/cgroup.controllers")
    }
    private static let hasSwap = (text("/proc/swaps") ?? "").split(separator: "\n").count > 1

    private static func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether groups with a controller can be made here.
    private static func holds(_ controller: String) -> Bool {
        hierarchies.contains {
            switch $0 {
            case .unified(let path, let controllers): controllers.contains(controller) && access(path, W_OK) == 0
            case .single(let path, controller): access(path, W_OK) == 0
            case .single: false
            }
        }
    }

    /// How a Python program ends that begins when it is held, and what it has printed.
    private func run(_ program: String, tasks: Int, memoryMiB: Int) throws -> (process: Process, said: String) {
        let name = "sekisho/test-\(tasks)-\(UUID().uuidString.prefix(8))"
        let group = ControlGroup(name: name, memoryMiB: memoryMiB, tasks: tasks, cores: 1)
        let (process, orders, said) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = ["-I", "-c", "import os, sys\nsys.stdin.readline()\n" + program]
        (process.standardInput, process.standardOutput) = (orders, said)
        try process.run()
        group.hold([Int(process.processIdentifier)], Logger(label: "test"))
        try orders.fileHandleForWriting.write(contentsOf: Data("go\n".utf8))
        let text = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        for hierarchy in Self.hierarchies { group.directories(in: hierarchy).last.map { _ = rmdir($0) } }
        return (process, text)
    }

    @Test("a process starts no more others than its group may have", .enabled(if: holds("pids")))
    func tasks() throws {
        let fork = """
            hold, end = os.pipe()
            started = 0
            try:
                for _ in range(10):
                    if os.fork() == 0:
                        os.close(end)
                        os.read(hold, 1)
                        os._exit(0)
                    started += 1
            except BlockingIOError:
                print("started", started, flush=True)
            os.close(end)
            for _ in range(started):
                os.wait()
            """
        let (process, said) = try run(fork, tasks: 4, memoryMiB: 256)
        #expect(said == "started 3\n")
        #expect(process.terminationStatus == 0)
    }

    @Test("all groups of machines together have a quarter of the weight of others", .enabled(if: holds("cpu")))
    func precedence() throws {
        _ = try run("", tasks: 4, memoryMiB: 256)
        let group = ControlGroup(name: "sekisho/test", memoryMiB: 1, tasks: 1, cores: 1)
        let writes = Self.hierarchies.flatMap { group.precedence(in: $0) }
        #expect(!writes.isEmpty)
        for write in writes { #expect(Self.text(write.file)?.split(separator: "\n").map(String.init) == [write.text]) }
    }

    @Test(
        "a process that takes more memory than its group may have is ended",
        .enabled(if: holds("memory") && !hasSwap)
    )
    func memory() throws {
        func take(_ amount: Int) -> String { "kept = b'x' * (\(amount) << 20)\nprint('kept', flush=True)" }
        #expect(try run(take(16), tasks: 16, memoryMiB: 64).said == "kept\n")
        let great = try run(take(256), tasks: 16, memoryMiB: 64)
        #expect(great.said.isEmpty)
        #expect(great.process.terminationReason == .uncaughtSignal)
        #expect(great.process.terminationStatus == SIGKILL)
    }
}
