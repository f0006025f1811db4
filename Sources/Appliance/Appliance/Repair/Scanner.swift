import ApplianceLink
import Inventory
import NIOPosix

/// The virus scan of the user disk's view: mounted read-only, scanned by a clamd that runs for the time of the scan.
struct Scanner: Sendable {
    let layout: Layout
    let threads: NIOThreadPool
    let states: ServiceStates

    /// Scans the device and reports; what no kernel driver here can mount is reported as unreadable.
    func scan(
        _ order: ScanOrder,
        unless abandonment: Abandonment,
        progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> ScanReport {
        let disk = try await appearing(order.device)
        progress(0, "mounting the view")
        guard try await mount(disk) else { return unreadable(order.device) }
        let result: Result<ScanReport, ApplianceError>
        do throws(ApplianceError) {
            result = .success(try await scanMounted(abandonment, progress))
        } catch {
            result = .failure(error)
        }
        _ = try await Command("/bin/busybox", ["umount", layout.view]).run(on: threads)
        return try result.get()
    }

    private func scanMounted(
        _ abandonment: Abandonment,
        _ progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> ScanReport {
        let ending = Abandonment()
        let clamd = Command(
            "/usr/sbin/clamd",
            ["--config-file=\(layout.configuration)/clamd.conf"],
            timeoutSeconds: 24 * 3600
        )
        let walk = ViewScan(
            root: layout.view,
            socketPath: layout.clamdSocket,
            abandonment: abandonment,
            progress: progress
        )
        states.set("clamd", "running")
        async let daemon = try? clamd.run(on: threads, unless: ending)
        let result = await report(of: walk)
        ending.request()
        let outcome = await daemon
        states.set("clamd", "stopped")
        do throws(ApplianceError) {
            return try result.get()
        } catch .failed(let reason) {
            throw .failed("\(reason); clamd said: \(outcome?.reason ?? "nothing")")
        }
    }

    private func report(of walk: ViewScan) async -> Result<ScanReport, ApplianceError> {
        do {
            var report = try await threads.runIfActive { try walk.report() }
            report.definitionsVersion = EditionStore(folder: layout.definitions).current?.version ?? ""
            return .success(report)
        } catch {
            return .failure(error as? ApplianceError ?? .failed("\(error)"))
        }
    }

    /// The disk with this serial, which may have been plugged in only just now.
    private func appearing(_ serial: String) async throws(ApplianceError) -> String {
        guard serial.hasPrefix("sekisho-") else { throw .invalidOrder("not a disk of ours: \(serial.prefix(40))") }
        for _ in 0..<60 {
            if let disk = BlockDevices.name(serial: serial) { return disk }
            do { try await Task.sleep(for: .milliseconds(500)) } catch { throw .cancelled }
        }
        throw .failed("no disk \(serial)")
    }

    /// Mounts the first volume that has a file system we know, without replaying its journal.
    private func mount(_ disk: String) async throws(ApplianceError) -> Bool {
        for volume in BlockDevices.volumes(of: disk) {
            for (type, options) in [("ext4", "ro,noload"), ("vfat", "ro")] {
                let command = Command(

                    "/bin/busybox",
                    ["mount", "-t", type, "-o", "\(options),nosuid,nodev,noexec", volume, layout.view]
                )
                if try await command.run(on: threads).succeeded { return true }
            }
        }
        return false
    }

    private func unreadable(_ device: String) -> ScanReport {
        ScanReport(
            filesScanned: 0,
            bytesScanned: 0,
            infections: [],
            unreadable: ["\(device): no file system that the appliance knows"],
            definitionsVersion: EditionStore(folder: layout.definitions).current?.version ?? "",
            seconds: 0
        )
    }
}
