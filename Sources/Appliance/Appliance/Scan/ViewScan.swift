import ApplianceLink
import Clamd
import Glibc
import Inventory

/// The scan of the mounted volumes, each regular file shown to clamd; blocking.
struct ViewScan: Sendable {
    let volumes: [MountedVolume]
    let order: ScanOrder
    /// What was found clean before with the same definitions.
    let known: CleanFiles
    let keeper: KeptFiles
    let control: Abandonment
    let progress: @Sendable (_ percent: Int, _ text: String) -> Void
    private static let mostFiles = 2_000_000

    /// What came out, also of a scan that did not come to its end.
    struct Outcome: Sendable {
        var tally: ScanTally
        /// The states of the files that were found clean, now or before and have not changed.
        var clean: [FileState] = []
        /// Why there is no report.
        var failure: ApplianceError?
    }

    /// Scans everything that is to be scanned.
    func outcome(with clamd: borrowing ClamdConnection, _ tally: ScanTally) -> Outcome {
        var outcome = Outcome(tally: tally)
        progress(0, "looking for files that have changed")
        let files = files(&outcome)
        var stretch = Stretch(order: order)
        var early: String?
        let total = files.reduce(UInt64(files.count)) { $0 &+ $1.size }
        var done: UInt64 = 0
        for (index, file) in files.enumerated() {
            stretch.rest(unless: control) { progress(Self.percent(done, of: total), "paused") }
            guard !control.isRequested else { break }
            guard !stretch.isOver else {
                early = "the time is up; \(files.count - index) files are left for the next scan"
                break
            }
            do throws(ApplianceError) { try scan(file, with: clamd, &outcome) } catch {
                outcome.failure = error
                break
            }
            stretch.pace.read(file.size)
            let before = Self.percent(done, of: total)
            done &+= file.size &+ 1
            if Self.percent(done, of: total) > before { tell(index + 1, of: files.count, done, total, outcome.tally) }
        }
        if control.isRequested { outcome.failure = .cancelled }
        outcome.tally.end(after: stretch.seconds, early: early)
        return outcome
    }

    private func files(_ outcome: inout Outcome) -> [ScanFile] {
        var files: [ScanFile] = []
        for volume in volumes {
            let tree = FileTree(volume: volume, most: Self.mostFiles - files.count, control: control)
            files += tree.files(
                unless: order.isFull ? nil : known,
                &outcome.tally,
                unchanged: &outcome.clean
            )
        }
        return files
    }

    private func tell(_ number: Int, of count: Int, _ done: UInt64, _ total: UInt64, _ tally: ScanTally) {
        let found = tally.report.infectionCount
        progress(
            Self.percent(done, of: total),
            "\(number) of \(count) files, \(done >> 20) of \(total >> 20) MiB, \(found) infected"
        )
    }

    private static func percent(_ done: UInt64, of total: UInt64) -> Int {
        total == 0 ? 100 : Int(Double(done) / Double(total) * 100)
    }

    private func scan(
        _ file: ScanFile,
        with clamd: borrowing ClamdConnection,
        _ outcome: inout Outcome
    ) throws(ApplianceError) {
        let verdict: ClamdVerdict
        do throws(ClamdError) {
            verdict = try clamd.scan(file.real)
        } catch {
            throw .failed("clamd: \(error)")
        }
        switch verdict {
        case .failed(let reason): outcome.tally.note(unreadable: file.path, reason)
        case .infected(let name) where Self.isLimit(name):
            outcome.tally.note(unreadable: file.path, "the scanner does not see all of it: \(name)")
        case .clean:
            outcome.tally.count(scanned: file.size)
            if let state = file.state { outcome.clean.append(state) }
        case .infected(let name):
            outcome.tally.count(scanned: file.size)
            let digest = FileDigest.sha256(of: file.real) ?? ""
            outcome.tally.note(keeper.keep(file.real, as: Infection(path: file.path, name: name, sha256: digest)))
        }
    }

    /// What clamd says of files that are longer or deeper than it reads, or encrypted: nothing was found in them.
    private static func isLimit(_ name: String) -> Bool {
        name.hasPrefix("Heuristics.Limits.Exceeded") || name.hasPrefix("Heuristics.Encrypted")
    }
}

/// The time of a scan: its rests, and its end.
private struct Stretch {
    var pace: Pace
    private let started = ContinuousClock.now
    private var paused = 0.0

    init(order: ScanOrder) {
        pace = Pace(bytesPerSecond: order.bytesPerSecond, seconds: order.seconds)
    }

    /// Seconds since the start.
    var seconds: Double { (ContinuousClock.now - started) / .seconds(1) }

    /// Whether the time is up; a pause is no part of it.
    var isOver: Bool { pace.isOver(after: seconds - paused) }

    /// Waits as long as somebody has paused the scan, or it has read too fast.
    mutating func rest(unless control: Abandonment, tell: () -> Void) {
        let before = seconds
        if control.isPaused { tell() }
        while control.isPaused, !control.isRequested { usleep(50_000) }
        paused += seconds - before
        while case let rest = pace.rest(after: seconds - paused), rest > 0, !control.isRequested {
            usleep(UInt32(min(rest, 0.2) * 1_000_000) + 1)
        }
    }
}
