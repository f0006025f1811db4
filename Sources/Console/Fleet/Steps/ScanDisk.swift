import Inventory

/// Has the appliance scan the disk of the user OS.
struct ScanDisk: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let report = try await work.run(.scan, as: ScanReport.self)
        let infections = report.infections.map { "\($0.name) in \($0.path)" }.joined(separator: ", ")
        return try Evidence(
            "\(report.summary): \(infections.isEmpty ? "nothing found" : infections)",
            detail: report
        )
    }
}
