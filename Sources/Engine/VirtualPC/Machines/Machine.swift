import QMP

/// A virtual machine that runs, with our end of its monitor.
struct Machine: Sendable {
    var process: QEMUProcess
    var monitor: QMPClient

    /// Starts QEMU and waits until its monitor answers; what QEMU said becomes the error when it does not.
    static func launch(
        _ program: String,
        _ line: QEMUCommandLine,
        monitor path: String,
        pidFile: String,
        log: String
    ) async throws(PCError) -> Machine {
        let process = try QEMUProcess.start(program, line, log: log, pidFile: pidFile)
        let deadline = ContinuousClock.now + .seconds(30)
        while process.isRunning, ContinuousClock.now < deadline {
            do throws(QMPError) {
                return Machine(process: process, monitor: try await .connect(to: path, within: .milliseconds(100)))
            } catch {
                continue
            }
        }
        process.kill()
        let words = QEMUProcess.lastWords(log)
        throw .failed("QEMU did not start: \(words.isEmpty ? "its monitor stayed silent" : words)")
    }

    /// Takes over a QEMU that an earlier engine started; nil when there is none.
    static func attach(monitor path: String, pidFile: String) async throws(PCError) -> Machine? {
        guard let process = QEMUProcess.find(pidFile: pidFile, monitor: path) else {
            return nil
        }
        do throws(QMPError) {
            return Machine(process: process, monitor: try await .connect(to: path, within: .seconds(5)))
        } catch {
            throw .failed("\(error); is another engine running for this PC?")
        }
    }

    /// Ends QEMU, by asking first.
    func end() async {
        _ = try? await monitor.execute(Quit(), within: .seconds(2))
        let deadline = ContinuousClock.now + .seconds(5)
        while process.isRunning {
            if ContinuousClock.now >= deadline {
                process.kill()
            }
            try? await Task.sleep(for: .milliseconds(20))
        }
        monitor.close()
    }

    /// Carries out a command; a refusal becomes the PC's error.
    @discardableResult
    func execute<Command: QMPCommand>(_ command: Command) async throws(PCError) -> Command.Reply {
        do throws(QMPError) {
            return try await monitor.execute(command)
        } catch {
            throw .failed("\(error)")
        }
    }

    /// Whether the guest holds the port of this chardev open.
    func isPortOpen(_ chardev: String) async -> Bool {
        let devices = (try? await monitor.execute(QueryChardev())) ?? []
        return devices.contains { $0.label == chardev && $0.isOpenInGuest }
    }

    /// Takes a disk out of the machine and forgets its node once the guest has let go.
    func unplug(device: String, node: String) async throws(PCError) {
        _ = try? await monitor.execute(DeviceDel(device))
        let deadline = ContinuousClock.now + .seconds(20)
        while true {
            do throws(QMPError) {
                try await monitor.execute(BlockdevDel(node))
                return
            } catch {
                guard ContinuousClock.now < deadline else {
                    throw .failed("the guest does not let go of \(device): \(error)")
                }
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    func hasNode(_ name: String) async -> Bool {
        let nodes = (try? await monitor.execute(QueryBlockNodes())) ?? []
        return nodes.contains { $0.name == name }
    }
}
