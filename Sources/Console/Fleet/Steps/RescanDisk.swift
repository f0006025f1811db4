import Inventory

/// Scans again, and accepts no infection.
struct RescanDisk: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let report = try await work.run(.scan, as: ScanReport.self)
        guard let infection = report.infections.first else {
            return try Evidence("\(report.summary): clean", detail: report)
        }
        throw FleetError.notVerified("\(infection.name) is still in \(infection.path)")
    }
}
