import Inventory

/// The report of a scan while it grows: everything is counted, and as much is listed as the link carries.
struct ScanTally: Sendable {
    private(set) var report: ScanReport
    private var room = greatestList
    /// The bytes of paths and reasons that are listed; the link's longest line holds them, even escaped.
    private static let greatestList = 100 << 10

    /// How many of what should have been read is listed beside the rest.
    private static let mostUnscanned = 5

    /// Begins with what is known of the volumes; some of them, by their names, should have been read and were not.
    init(definitionsVersion: String, volumes: [ScannedVolume] = [], unscanned: Set<String> = []) {
        report = ScanReport(
            filesScanned: 0,
            bytesScanned: 0,
            infections: [],
            unreadable: [],
            definitionsVersion: definitionsVersion,
            seconds: 0
        )
        report.volumes = volumes
        for volume in volumes {
            guard let trouble = volume.trouble else { continue }
            if unscanned.contains(volume.device) {
                note(unscanned: volume.device, trouble)
            } else {
                note(unreadable: volume.device, trouble)
            }
        }
    }

    mutating func count(scanned bytes: UInt64) {
        report.filesScanned += 1
        let (sum, isTooMuch) = report.bytesScanned.addingReportingOverflow(bytes)
        report.bytesScanned = isTooMuch ? .max : sum
    }

    mutating func countUnchanged() { report.filesUnchanged += 1 }

    /// Something that should have been read: nobody knows that it is clean.
    mutating func note(unscanned path: String, _ reason: String) {
        report.unscannedCount += 1
        let line = "\(path): \(reason)"
        if report.unscanned.count < Self.mostUnscanned, makeRoom(line) { report.unscanned.append(line) }
        note(unreadable: path, reason)
    }

    /// Something that hides its content by its nature, or is not read whole by the scanner's.
    mutating func note(unreadable path: String, _ reason: String) {
        report.unreadableCount += 1
        let line = "\(path): \(reason)"
        if makeRoom(line) { report.unreadable.append(line) }
    }

    mutating func note(_ infection: Infection) {
        report.infectionCount += 1
        if makeRoom(infection.path + infection.name + (infection.notKept ?? "")) { report.infections.append(infection) }
    }

    /// A copy that made room for another; there are no more than the store holds.
    mutating func note(displaced file: KeptFile) {
        let line = "\(file.infection) in \(file.path), SHA-256 \(file.sha256)"
        report.displaced.append(makeRoom(line) ? line : file.id)
    }

    mutating func end(after seconds: Double, early reason: String? = nil) {
        report.seconds = seconds
        report.endedEarly = reason
    }

    private mutating func makeRoom(_ text: String) -> Bool {
        let cost = text.utf8.count + 160
        guard cost <= room else { return false }
        room -= cost
        return true
    }
}
