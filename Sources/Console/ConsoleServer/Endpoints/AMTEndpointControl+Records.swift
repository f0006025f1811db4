import AMTClient
import AMTSchema
import CIMModel
public import Fleet
import Foundation
public import Inventory

extension AMTEndpointControl {
    /// Records that one call may bring, and calls until the log is believed to have no end.
    private static let (recordsAtOnce, greatestReadings) = (UInt32(390), 8)

    public func findings() async throws(FleetError) -> [Finding] {
        try await all(SKS.Finding.self).compactMap { Finding($0) }
    }

    public func facts() async throws(FleetError) -> [SoftwareFact] {
        try await all(SKS.SoftwareFact.self).compactMap { SoftwareFact($0) }
    }

    public func events() async throws(FleetError) -> [EndpointEvent] {
        try await asking {
            let log = proxy(AMT.MessageLog.self)
            guard var place = try await firstPlace() else { return [] }
            var newestFirst: [EndpointEvent] = []
            for _ in 0..<Self.greatestReadings {
                let answer = try await log.getRecords {
                    $0.iterationIdentifier = place
                    $0.maxReadRecords = Self.recordsAtOnce
                }
                let records = answer.recordArray ?? []
                newestFirst += records.compactMap { EventRecord(untrustedText: $0)?.event }
                guard answer.noMoreRecords == false, let next = answer.iterationIdentifier, !records.isEmpty else {
                    break
                }
                place = next
            }
            return newestFirst.reversed()
        }
    }

    /// Where reading begins; nil when the log is empty.
    private func firstPlace() async throws -> UInt32? {
        do {
            return try await proxy(AMT.MessageLog.self).positionToFirstRecord().iterationIdentifier
        } catch let error as MethodFailed<AMT.MessageLog> where error.status == .noRecords {
            return nil
        }
    }
}

extension Finding {
    /// A finding as the engine tells it; nil when it has no name, time or kind.
    fileprivate init?(_ instance: Instance<SKS.Finding>) {
        guard let id = instance.findingID, let at = Date(untrustedText: instance.at),
            let kind = instance.kind.flatMap(Kind.init(rawValue:))
        else { return nil }
        self.init(
            id: id,
            at: at,
            kind: kind,
            signature: instance.signature ?? "",
            source: instance.source ?? "",
            destination: instance.destination ?? "",
            summary: instance.summary ?? "",
            evidence: instance.evidence ?? "",
            action: instance.action ?? "",
            program: instance.program.flatMap { $0.isEmpty ? nil : $0 }
        )
    }
}

extension SoftwareFact {
    /// A fact as the engine tells it; nil when it has no name, kind or age.
    fileprivate init?(_ instance: Instance<SKS.SoftwareFact>) {
        guard let name = instance.name, let kind = instance.kind.flatMap(Kind.init(rawValue:)),
            let learntAt = Date(untrustedText: instance.learntAt)
        else { return nil }
        self.init(
            kind: kind,
            name: name,
            version: instance.version ?? "",
            installedAt: Date(untrustedText: instance.installedAt),
            learntAt: learntAt
        )
    }
}
