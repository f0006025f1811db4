import Inventory

/// Scans what has changed again, and accepts neither an infection nor that something was not read which should have been.
struct RescanDisk: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let report = try await work.run(.scan(ScanOptions(isFull: false)), as: ScanReport.self)
        if let reason = report.whyNotClean { throw FleetError.notVerified(reason) }
        return try Evidence("\(report.summary): clean", detail: report)
    }
}
