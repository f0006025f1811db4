import ApplianceLink
import Clamd
import Inventory
import NIOPosix

/// The virus scan of the user disk's view: its volumes mounted read-only, their files shown to clamd.
struct Scanner: Sendable {
    let layout: Layout
    let threads: NIOThreadPool
    let states: ServiceStates

    /// Scans the device and reports; what cannot be read is reported too.
    func scan(
        _ order: ScanOrder,
        unless control: Abandonment,
        progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> ScanReport {
        let disk = try await appearing(order.device)
        return try await scan(BlockDevices.volumes(of: disk), order, unless: control, progress: progress)
    }

    /// The same for volumes that are known already.
    func scan(
        _ candidates: [BlockDevices.Volume],
        _ order: ScanOrder,
        unless control: Abandonment,
        progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> ScanReport {
        progress(0, "mounting the view")
        let volumes = UserVolumes(folder: layout.view, threads: threads)
        let found = await volumes.mount(candidates)
        let result: Result<ScanReport, ApplianceError>
        do throws(ApplianceError) {
            result = .success(try await scan(found, order, control, progress))
        } catch {
            result = .failure(error)
        }
        await volumes.release(found)
        return try result.get()
    }

    /// Definitions that do not load any more, as when the disk has damaged them, give way to the former ones.
    private func scan(
        _ found: UserVolumes.Found,
        _ order: ScanOrder,
        _ control: Abandonment,
        _ progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> ScanReport {
        let store = EditionStore(folder: layout.definitions)
        do throws(ApplianceError) {
            return try await scan(found, order, store.current, control, progress)
        } catch .wrongContent(let reason) {
            let bad = store.current?.version ?? "none"
            let former = try store.revert()
            progress(0, "definitions \(bad) do not load, back to \(former.version)")
            do throws(ApplianceError) {
                return try await scan(found, order, former, control, progress)
            } catch .wrongContent {
                throw .failed("neither definitions \(bad) nor \(former.version) load: \(reason)")
            }
        }
    }

    private func scan(
        _ found: UserVolumes.Found,
        _ order: ScanOrder,
        _ edition: EditionStore.Edition?,
        _ control: Abandonment,
        _ progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> ScanReport {
        let tally = ScanTally(
            definitionsVersion: edition?.version ?? "",
            volumes: found.report,
            unscanned: found.unscanned
        )
        guard !found.mounted.isEmpty else { return tally.report }
        let known = CleanFiles.read(layout.cleanFiles, key: edition?.key ?? "")
        let scan = ViewScan(
            volumes: found.mounted,
            order: order,
            known: known,
            keeper: KeptFiles(folder: layout.kept),
            longest: layout.longestScanned,
            control: control,
            progress: progress
        )
        let daemon = ClamdDaemon(layout: layout, threads: threads, states: states)
        let outcome = try await daemon.during(control) { clamd in scan.outcome(with: &clamd, tally) }
        try remember(outcome, beside: known, isFull: order.isFull)
        if let failure = outcome.failure { throw failure }
        return outcome.tally.report
    }

    /// A scan that was ended early goes on next time where it was; a full one believes nothing from before it.
    private func remember(
        _ outcome: ViewScan.Outcome,
        beside known: CleanFiles,
        isFull: Bool
    ) throws(ApplianceError) {
        let isWhole = outcome.failure == nil && outcome.tally.report.endedEarly == nil
        let before = isFull || isWhole ? CleanFiles(key: known.key) : known
        try before.union(outcome.clean).write(layout.cleanFiles)
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
}
