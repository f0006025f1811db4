import Inventory

/// The report of a scan while it grows: everything is counted, and as much is listed as the link carries.
struct ScanTally: Sendable {
    private(set) var report: ScanReport
    private var room = greatestList
    /// The bytes of paths and reasons that are listed; the link's longest line holds them, even escaped.
    private static let greatestList = 100 << 10

    init(definitionsVersion: String, volumes: [ScannedVolume] = []) {
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
            if let trouble = volume.trouble { note(unreadable: volume.device, trouble) }
        }
    }

    mutating func count(scanned bytes: UInt64) {
        report.filesScanned += 1
        report.bytesScanned += bytes
    }

    mutating func countUnchanged() { report.filesUnchanged += 1 }

    mutating func note(unreadable path: String, _ reason: String) {
        report.unreadableCount += 1
        let line = "\(path): \(reason)"
        if makeRoom(line) { report.unreadable.append(line) }
    }

    mutating func note(_ infection: Infection) {
        report.infectionCount += 1
        if makeRoom(infection.path + infection.name + (infection.notKept ?? "")) { report.infections.append(infection) }
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
