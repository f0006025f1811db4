import JSONLines
import QMP

/// A virtual machine that runs, with our end of its monitor.
struct Machine: Sendable {
    let name: MachineName
    let pid: Int
    let host: any HostControl
    var monitor: QMPClient

    /// Starts QEMU and waits until its monitor answers; what QEMU said becomes the error when it does not.
    static func launch(
        _ order: MachineOrder,
        on host: any HostControl,
        _ files: RunDirectory
    ) async throws(PCError) -> Machine {
        // A process that was started is known to somebody, or it is ended.
        try await Patience.seeThrough { () async throws(PCError) -> Machine in try await start(order, on: host, files) }
    }

    private static func start(
        _ order: MachineOrder,
        on host: any HostControl,
        _ files: RunDirectory
    ) async throws(PCError) -> Machine {
        let name = order.machine
        let pid = try await host.start(order)
        let deadline = ContinuousClock.now + .seconds(30)
        while try await host.find(name) == pid, ContinuousClock.now < deadline {
            do throws(QMPError) {
                let monitor = try await QMPClient.connect(to: files.monitor(of: name), within: .seconds(30))
                return Machine(name: name, pid: pid, host: host, monitor: monitor)
            } catch {
                continue
            }
        }
        try await host.kill(name)
        let words = try await host.lastWords(of: name)
        throw .failed("QEMU did not start: \(words.isEmpty ? "its monitor stayed silent" : words)")
    }

    /// Takes over a QEMU that an earlier engine had started; nil when there is none.
    static func attach(
        _ name: MachineName,
        on host: any HostControl,
        _ files: RunDirectory
    ) async throws(PCError) -> Machine? {
        guard let pid = try await host.find(name) else {
            return nil
        }
        do throws(QMPError) {
            let monitor = try await QMPClient.connect(to: files.monitor(of: name), within: .seconds(5))
            return Machine(name: name, pid: pid, host: host, monitor: monitor)
        } catch {
            throw .failed("\(error); is another engine running for this PC?")
        }
    }

    /// Ends QEMU, by asking first. Without an answer from the host it has ended when its monitor says so.
    func end() async {
        try? await Patience.seeThrough { () async throws(PCError) in try await quit() }
    }

    private func quit() async throws(PCError) {
        _ = try? await monitor.execute(Quit(), within: .seconds(2))
        let deadline = ContinuousClock.now + .seconds(5)
        while (try? await host.find(name)) == pid, ContinuousClock.now < deadline + .seconds(5) {
            if ContinuousClock.now >= deadline {
                try? await host.kill(name)
            }
            try await Patience.rest(.milliseconds(20))
        }
        monitor.close()
    }

    /// Carries out a command; a refusal becomes the PC's error.
    @discardableResult
    func execute<Command: QMPCommand>(_ command: Command) async throws(PCError) -> Command.Reply {
        do throws(QMPError) {
            return try await monitor.execute(command)
        } catch .line(.cancelled) {
            throw .abandoned
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
            try await Patience.rest(.milliseconds(100))
        }
    }

    func hasNode(_ name: String) async -> Bool {
        let nodes = (try? await monitor.execute(QueryBlockNodes())) ?? []
        return nodes.contains { $0.name == name }
    }
}
