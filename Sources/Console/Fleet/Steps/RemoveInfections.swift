import Inventory

/// Removes each infected file, if it still is the file that the scan saw.
struct RemoveInfections: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let report = await work.job.step(.scanDisk)?.detail(as: ScanReport.self)
        guard let infections = report?.infections else {
            throw FleetError.notVerified("the scan's report is missing")
        }
        for infection in infections {
            _ = try await work.run(.removeFile(path: infection.path, sha256: infection.sha256))
        }
        let removed = infections.map { "\($0.path) (SHA-256 \($0.sha256))" }.joined(separator: ", ")
        return try Evidence(removed.isEmpty ? "there was nothing to remove" : "removed \(removed)", detail: infections)
    }
}
