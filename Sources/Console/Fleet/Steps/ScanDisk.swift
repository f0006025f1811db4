import Inventory

/// Has the appliance scan the disk of the user OS.
struct ScanDisk: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let report = try await work.run(.scan(ScanOptions(isFull: true)), as: ScanReport.self)
        let infections = report.infections
            .map { "\($0.name) in \($0.path)\($0.notKept.map { " (no copy: \($0))" } ?? "")" }.joined(separator: ", ")
        return try Evidence(
            "\(report.summary): \(infections.isEmpty ? "nothing found" : infections)\(report.whatMadeRoom)",
            detail: report
        )
    }
}
