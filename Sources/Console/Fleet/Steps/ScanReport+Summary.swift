import Inventory

extension ScanReport {
    var summary: String {
        let left = unreadable.isEmpty ? "" : ", \(unreadable.count) unreadable"
        return "\(filesScanned) files, \(bytesScanned >> 20) MiB scanned with definitions \(definitionsVersion)\(left)"
    }
}
