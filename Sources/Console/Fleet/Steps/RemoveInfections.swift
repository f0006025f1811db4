import Inventory

/// Removes each infected file, if it still is the file that the scan saw, and says of which there is no copy.
struct RemoveInfections: Step {
    func verify(_ work: StepWork) async throws(FleetError) -> Evidence {
        let report = await work.job.step(.scanDisk)?.detail(as: ScanReport.self)
        guard let infections = report?.infections else {
            throw FleetError.notVerified("the scan's report is missing")
        }
        for infection in infections where infection.notRemovable == nil {
            _ = try await work.run(.removeFile(path: infection.path, sha256: infection.sha256))
        }
        if let left = infections.first(where: { $0.notRemovable != nil }), let reason = left.notRemovable {
            throw FleetError.notVerified("\(left.name) in \(left.path) is not removed: \(reason)")
        }
        let removed = infections.map(Self.words).joined(separator: ", ")
        return try Evidence(removed.isEmpty ? "there was nothing to remove" : "removed \(removed)", detail: infections)
    }

    private static func words(_ infection: Infection) -> String {
        let copy = infection.notKept.map { "; for good, without a copy: \($0)" } ?? ""
        return "\(infection.path) (SHA-256 \(infection.sha256)\(copy))"
    }
}
