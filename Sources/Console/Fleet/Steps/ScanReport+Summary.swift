import Inventory

extension ScanReport {
    var summary: String {
        let before = filesUnchanged == 0 ? "" : ", \(filesUnchanged) unchanged since they were found clean"
        let left = unreadableCount == 0 ? "" : ", \(unreadableCount) unreadable (\(hidden))"
        let definitions = "with definitions \(definitionsVersion)"
        return "\(filesScanned) files, \(bytesScanned >> 20) MiB scanned \(definitions)\(before)\(left)"
    }

    /// The first of what could not be read: volumes come before files.
    private var hidden: String {
        unreadable.prefix(3).joined(separator: ", ") + (unreadableCount > 3 ? ", …" : "")
    }
}
