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
    /// The longest file that clamd reads.
    let longest: UInt64
    let control: Abandonment
    let progress: @Sendable (_ percent: Int, _ text: String) -> Void

    /// What came out, also of a scan that did not come to its end.
    struct Outcome: Sendable {
        var tally: ScanTally
        /// The states of the files that were found clean, now or before and have not changed.
        var clean: [FileState] = []
        /// Why there is no report.
        var failure: ApplianceError?
    }

    /// Scans everything that is to be scanned, while it walks over it.
    func outcome(with clamd: inout ClamdSession, _ tally: ScanTally) -> Outcome {
        progress(0, "looking for files that have changed")
        var course = Course(tally: tally, order: order, keeper: keeper, volumes: volumes)
        do throws(ApplianceError) {
            for volume in volumes where course.early == nil { try scan(volume, with: &clamd, &course) }
        } catch {
            course.outcome.failure = error
        }
        if control.isRequested { course.outcome.failure = .cancelled }
        for file in course.keeper.displaced { course.outcome.tally.note(displaced: file) }
        course.outcome.tally.end(after: course.stretch.seconds, early: course.early)
        return course.outcome
    }

    private func scan(
        _ volume: MountedVolume,
        with clamd: inout ClamdSession,
        _ course: inout Course
    ) throws(ApplianceError) {
        let root: UserFolder
        do throws(ApplianceError) { root = try UserFolder(root: volume.root) } catch {
            return course.outcome.note(UserPath(volume.place), error)
        }
        try FileTree(volume: volume, control: control).walk(root) { sight, folder throws(ApplianceError) in
            try take(sight, in: folder, with: &clamd, &course)
        }
    }

    private func take(
        _ sight: FileTree.Sight,
        in folder: borrowing UserFolder,
        with clamd: inout ClamdSession,
        _ course: inout Course
    ) throws(ApplianceError) -> Bool {
        switch sight {
        case .unreadable(let path, let error): course.outcome.note(path, error)
        case .file(let file):
            if !order.isFull, let state = file.state, known.contains(state) {
                course.outcome.noteUnchanged(state)
                return course.pass(file, progress)
            }
            guard course.mayRead(unless: control, progress) else { return false }
            try scan(file, in: folder, with: &clamd, &course)
            course.stretch.read(Pace.toll(of: file, longest: longest))
            return course.pass(file, progress)
        }
        return true
    }

    private func scan(
        _ file: ScanFile,
        in folder: borrowing UserFolder,
        with clamd: inout ClamdSession,
        _ course: inout Course
    ) throws(ApplianceError) {
        let open: UserFile
        do throws(ApplianceError) { open = try folder.file(file.name) } catch {
            return course.outcome.note(file.path, error)
        }
        switch try clamd.verdict(of: open) {
        case .failed(let reason): course.outcome.tally.note(unscanned: file.path.text, reason)
        case .infected(let name) where Self.isLimit(name):
            course.outcome.tally.note(unreadable: file.path.text, "the scanner does not see all of it: \(name)")
        case .clean: course.outcome.noteClean(file)
        case .infected(let name): course.noteInfected(open, file, name)
        }
    }

    /// What clamd says of files that are longer or deeper than it reads, or encrypted: nothing was found in them.
    private static func isLimit(_ name: String) -> Bool {
        name.hasPrefix("Heuristics.Limits.Exceeded") || name.hasPrefix("Heuristics.Encrypted")
    }
}

extension ViewScan.Outcome {
    fileprivate mutating func note(_ path: UserPath, _ error: ApplianceError) {
        if error == UserFolder.encrypted {
            tally.note(unreadable: path.text, error.description)
        } else {
            tally.note(unscanned: path.text, error.description)
        }
    }

    fileprivate mutating func noteClean(_ file: ScanFile) {
        tally.count(scanned: file.size)
        if let state = file.state { remember(state) }
    }

    fileprivate mutating func noteUnchanged(_ state: FileState) {
        tally.countUnchanged()
        remember(state)
    }

    /// What is not remembered is read again the next time.
    private mutating func remember(_ state: FileState) {
        if clean.count < CleanFiles.most { clean.append(state) }
    }
}

/// A scan on its way over the volumes.
private struct Course {
    var outcome: ViewScan.Outcome
    var keeper: KeptFiles
    var stretch: Stretch
    /// Why it ends before its end.
    private(set) var early: String?
    private var way: ScanProgress

    init(tally: ScanTally, order: ScanOrder, keeper: KeptFiles, volumes: [MountedVolume]) {
        self.keeper = keeper
        outcome = ViewScan.Outcome(tally: tally)
        stretch = Stretch(order: order)
        way = ScanProgress(bytesInUse: volumes.map { BlockDevices.bytesInUse(below: $0.root) })
    }

    /// Waits until the next file may be read; false when the scan is to end before it.
    mutating func mayRead(unless control: Abandonment, _ progress: (Int, String) -> Void) -> Bool {
        stretch.rest(unless: control) { progress(way.percent, $0) }
        guard !control.isRequested else { return false }
        guard stretch.isOver else { return true }
        early = "the time is up; the rest is left for the next scan"
        return false
    }

    mutating func noteInfected(_ open: borrowing UserFile, _ file: ScanFile, _ name: String) {
        outcome.tally.count(scanned: file.size)
        let digest = FileDigest.sha256(of: open.descriptor) ?? ""
        var infection = Infection(path: file.path.text, name: name, sha256: digest)
        infection.notRemovable = file.path.whyNotRemovable
        outcome.tally.note(keeper.keep(open, as: infection))
    }

    /// Leaves a file behind, and the walk goes on.
    mutating func pass(_ file: ScanFile, _ progress: (Int, String) -> Void) -> Bool {
        if way.pass(file.allocated, at: stretch.seconds) {
            progress(way.percent, "\(way.words), \(outcome.tally.report.infectionCount) infected")
        }
        return true
    }
}
