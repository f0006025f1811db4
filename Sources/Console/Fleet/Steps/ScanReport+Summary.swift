import Inventory

extension ScanReport {
    var summary: String {
        let before = filesUnchanged == 0 ? "" : ", \(filesUnchanged) unchanged since they were found clean"
        let left = unreadableCount == 0 ? "" : ", \(unreadableCount) unreadable (\(hidden))"
        let definitions = "with definitions \(definitionsVersion)"
        return "\(filesScanned) files, \(bytesScanned >> 20) MiB scanned \(definitions)\(before)\(left)"
    }

    /// Why nobody can say that the disk is clean; nil when the report does.
    ///
    /// What is encrypted or beyond the scanner's bounds is told in the summary: no scan could say more about it.
    var whyNotClean: String? {
        if let infection = infections.first { return "\(infection.name) is still in \(infection.path)" }
        guard infectionCount == 0 else { return "\(infectionCount) files are infected" }
        if let endedEarly { return endedEarly }
        guard unscannedCount > 0 else { return nil }
        let more = unscannedCount > unscanned.count ? ", …" : ""
        return "\(unscannedCount) files, folders or volumes could not be scanned, so nobody knows that they are clean: "
            + unscanned.joined(separator: ", ") + more
    }

    /// The copies that made room for others; empty when none had to.
    var whatMadeRoom: String {
        guard !displaced.isEmpty else { return "" }
        let more = displaced.count > 5 ? ", …" : ""
        return "; \(displaced.count) older copies made room: \(displaced.prefix(5).joined(separator: ", "))\(more)"
    }

    /// The first of what could not be read: volumes come before files.
    private var hidden: String {
        unreadable.prefix(3).joined(separator: ", ") + (unreadableCount > 3 ? ", …" : "")
    }
}
