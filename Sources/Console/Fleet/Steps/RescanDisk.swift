import Inventory

/// Scans what has changed again, and accepts no infection.
struct RescanDisk: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let report = try await work.run(.scan(ScanOptions(isFull: false)), as: ScanReport.self)
        guard let infection = report.infections.first else {
            guard report.infectionCount == 0, report.endedEarly == nil else {
                throw FleetError.notVerified("\(report.infectionCount) files are infected; \(report.endedEarly ?? "")")
            }
            return try Evidence("\(report.summary): clean", detail: report)
        }
        throw FleetError.notVerified("\(infection.name) is still in \(infection.path)")
    }
}
