import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM

/// The event log.
struct MessageLog: Provider {
    let nvram: NVRAM

    /// Records that one call may bring.
    private static let greatestReading = 390

    func instances() async throws -> [Instance<AMT.MessageLog>] {
        let count = try await nvram.events().count
        return [
            Instance {
                $0.capabilities = [2, 4, 5, 6, 7, 8]
                $0.characterSet = 10
                $0.creationClassName = "AMT_MessageLog"
                $0.currentNumberOfRecords = UInt32(clamping: count)
                $0.elementName = "Intel(r) AMT:MessageLog 1"
                $0.enabledState = .enabled
                $0.isFrozen = false
                $0.logState = 4
                $0.maxLogSize = 0
                $0.maxNumberOfRecords = UInt32(NVRAM.eventLimit)
                $0.maxRecordSize = 21
                $0.name = "Intel(r) AMT:MessageLog 1"
                $0.overwritePolicy = 2
                $0.percentageNearFull = 100
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<AMT.MessageLog>] {
        [
            .on(\.positionToFirstRecord) { _, output in
                output.iterationIdentifier = 1
                return try await nvram.events().isEmpty ? .noRecords : .completed
            },
            .on(\.getRecords) { input, output in
                try await read(from: input.iterationIdentifier ?? 1, atMost: input.maxReadRecords ?? 1, &output)
            },
            .on(\.clearLog) { _, _ in
                try await nvram.clearEvents()
                return .completed
            },
        ]
    }

    /// Places count from 1 at the newest record.
    private func read(
        from place: UInt32,
        atMost count: UInt32,
        _ output: inout Values<AMT.MessageLog.LogRecords>
    ) async throws -> CIM.LogStatus {
        let records = Array(try await nvram.events().reversed())
        guard place >= 1, Int(place) <= records.count else {
            output.noMoreRecords = true
            return records.isEmpty ? .noRecords : .invalidRecord
        }
        let chosen = records[Int(place - 1)...].prefix(min(Int(count), Self.greatestReading))
        let next = Int(place) + chosen.count
        output.iterationIdentifier = UInt32(clamping: next)
        output.noMoreRecords = next > records.count
        output.recordArray = chosen.map { Data($0.bytes).base64EncodedString() }
        return .completed
    }
}
