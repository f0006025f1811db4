import AMTClient
import AMTSchema
import CIMModel
public import Fleet
import Foundation
public import Inventory

extension AMTEndpointControl {
    public func control(scan verb: ScanVerb) async throws(FleetError) {
        try await asking {
            let appliance = proxy(SKS.ApplianceService.self)
            switch verb {
            case .pause: _ = try await appliance.pauseScan()
            case .resume: _ = try await appliance.resumeScan()
            case .cancel: _ = try await appliance.cancelScan()
            }
        }
    }

    public func keptFiles() async throws(FleetError) -> [KeptFile] {
        try await all(SKS.KeptFile.self).compactMap { KeptFile($0) }
    }
}

extension KeptFile {
    /// A kept file as the engine tells it; nil when it has no name or no time.
    fileprivate init?(_ instance: Instance<SKS.KeptFile>) {
        guard let id = instance.fileID, KeptFile.isID(id), let path = instance.path,
            let keptAt = Date(untrustedText: instance.keptAt)
        else { return nil }
        self.init(
            id: id,
            path: path,
            infection: instance.infection ?? "",
            sha256: instance.sha256 ?? "",
            sizeBytes: instance.size ?? 0,
            owner: instance.owner ?? 0,
            group: instance.group ?? 0,
            mode: instance.mode ?? 0,
            modifiedAt: Date(untrustedText: instance.modifiedAt) ?? keptAt,
            keptAt: keptAt
        )
    }
}
