import AccessControl
import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
package import NVRAM

/// The event log. Places count from 1 at the newest record.
package struct MessageLog: Provider {
    static let name = "Intel(r) AMT:MessageLog 1"
    /// Records that one call may bring.
    private static let greatestReading = UInt32(NVRAM.eventLimit)

    let nvram: NVRAM

    package init(nvram: NVRAM) { self.nvram = nvram }

    func instances() async throws -> [Instance<AMT.MessageLog>] {
        let count = try await nvram.eventCount()
        let isFrozen = try await nvram.isEventLogFrozen()
        return [
            Instance {
                // Freeze, clear, records of various formats, addressing by number: in the firmware's order.
                $0.capabilities = [5, 6, 8, 7]
                $0.characterSet = 10
                $0.creationClassName = "AMT_MessageLog"
                $0.currentNumberOfRecords = UInt32(clamping: count)
                $0.elementName = Self.name
                $0.enabledDefault = 2
                $0.enabledState = .enabled
                $0.healthState = 5
                $0.isFrozen = isFrozen
                $0.lastChange = 0
                $0.logState = 4
                $0.maxLogSize = 0
                $0.maxNumberOfRecords = UInt32(NVRAM.eventLimit)
                $0.maxRecordSize = UInt32(PlatformEvent.recordLength)
                $0.name = Self.name
                $0.operationalStatus = [2]
                $0.overwritePolicy = 2
                $0.percentageNearFull = 100
                $0.requestedState = .notApplicable
                $0.sizeOfHeader = 0
                $0.sizeOfRecordHeader = 0
                $0.status = "OK"
            }
        ]
    }

    var methods: [Handler<AMT.MessageLog>] { positioning + reading + changing }

    private var positioning: [Handler<AMT.MessageLog>] {
        [
            .on(\.positionToFirstRecord) { _, output in
                output.iterationIdentifier = 1
                return try await nvram.eventCount() == 0 ? .noRecords : .completed
            },
            .on(\.positionAtRecord) { input, output in
                let count = try await nvram.eventCount()
                guard count > 0 else { return .noRecords }
                guard let number = input.recordNumber, let isAbsolute = input.moveAbsolute else {
                    return .invalidRecord
                }
                let start = isAbsolute ? 0 : Int64(input.iterationIdentifier ?? 1)
                let (place, overflows) = start.addingReportingOverflow(number)
                guard !overflows, (1...Int64(count)).contains(place) else { return .invalidRecord }
                output.iterationIdentifier = UInt32(place)
                output.recordNumber = place
                return .completed
            },
            .on(\.cancelIteration) { _, _ in .completed },
        ]
    }

    private var reading: [Handler<AMT.MessageLog>] {
        [
            .on(\.getRecords) { input, output in
                let count = min(input.maxReadRecords ?? 1, Self.greatestReading)
                guard count > 0 else { return .invalidRecord }
                return try await read(from: input.iterationIdentifier ?? 1, atMost: count, &output)
            },
            .on(\.getRecord) { input, output in
                let place = input.iterationIdentifier ?? 1
                let (records, total) = try await newestFirst(from: place, atMost: 1)
                guard let record = records.first else { return total == 0 ? .noRecords : .invalidRecord }
                output.iterationIdentifier = input.positionToNext == true ? place + 1 : place
                output.recordNumber = UInt64(place)
                output.recordData = record.bytes
                return .completed
            },
        ]
    }

    private var changing: [Handler<AMT.MessageLog>] {
        [
            .on(\.clearLog) { _, _ in
                try await nvram.clearEvents()
                return .completed
            },
            .on(\.freezeLog) { input, _ in
                guard let freeze = input.freeze else { return .invalidRecord }
                try await nvram.freezeEventLog(freeze)
                return .completed
            },
            // It always records: what stops it is freezing.
            .on(\.requestStateChange) { _, _ in .notSupported },
        ]
    }

    private func read(
        from place: UInt32,
        atMost count: UInt32,
        _ output: inout Values<AMT.MessageLog.LogRecords>
    ) async throws -> CIM.LogStatus {
        let (chosen, total) = try await newestFirst(from: place, atMost: Int(count))
        guard !chosen.isEmpty else {
            output.noMoreRecords = true
            return total == 0 ? .noRecords : .invalidRecord
        }
        let last = Int(place) + chosen.count - 1
        // At the end hardware stays at the last record; before it, the next call goes on behind what this one brought.
        output.iterationIdentifier = UInt32(clamping: last == total ? last : last + 1)
        output.noMoreRecords = last == total
        output.recordArray = chosen.map { Data($0.bytes).base64EncodedString() }
        return .completed
    }

    private func newestFirst(from place: UInt32, atMost count: Int) async throws -> ([EventRecord], total: Int) {
        let records = try await nvram.events()
        guard place >= 1 else { return ([], records.count) }
        return (Array(records.reversed().dropFirst(Int(place) - 1).prefix(count)), records.count)
    }
}

/// The records of the event log, field by field.
package struct EventLogEntries: Provider {
    let nvram: NVRAM

    package init(nvram: NVRAM) { self.nvram = nvram }

    func instances() async throws -> [Instance<AMT.EventLogEntry>] {
        try await nvram.events().reversed().enumerated().compactMap { place, record in
            PlatformEvent(record.bytes).map { Self.instance($0, record, place: place + 1) }
        }
    }

    private static func instance(
        _ event: PlatformEvent,
        _ record: EventRecord,
        place: Int
    ) -> Instance<AMT.EventLogEntry> {
        Instance {
            $0.creationClassName = "AMT_EventLogEntry"
            $0.deviceAddress = event.deviceAddress
            $0.elementName = "Event Log Entry"
            $0.entity = event.entity
            $0.entityInstance = event.entityInstance
            $0.eventData = HexText.text(event.data).uppercased()
            $0.eventOffset = event.offset
            $0.eventSensorType = event.sensorType
            $0.eventSeverity = event.severity
            $0.eventSourceType = event.sourceType
            $0.eventType = event.eventType
            $0.instanceID = "Intel(r) AMT:EventLogEntry \(record.number)"
            $0.logName = MessageLog.name
            $0.recordID = String(place)
            $0.sensorNumber = event.sensorNumber
            $0.timeStamp = event.time
        }
    }
}
