package import ObjectManager
package import AMTSchema
package import CIMModel
import FoundationEssentials
package import NVRAM

/// An event as subscribers get it.
package struct Alert {
    let record: EventRecord
    let filter: EventFilter

    package init(record: EventRecord, filter: EventFilter) {
        self.record = record
        self.filter = filter
    }

    private var fields: EventFields { EventFields(record.bytes) }

    package var indication: Instance<CIM.AlertIndication> {
        Instance { alert in
            alert.alertType = filter == .userNotification || !isOfSecurity ? 6 : 8
            alert.alertingElementFormat = 2
            alert.alertingManagedElement =
                "Interop:CIM_ComputerSystem.CreationClassName=\"CIM_ComputerSystem\",Name=\"Intel(r) AMT\""
            alert.indicationFilterName = filter.rawValue
            alert.indicationIdentifier = "Intel(r):\(record.number)"
            alert.indicationTime = DateTime(text: Self.text(record.at))
            alert.message = record.text
            alert.messageArguments = [
                argument, "Interop:CIM_ComputerSystem.CreationClassName=CIM_ComputerSystem,Name=Intel(r) AMT",
            ]
            alert.messageID = messageID
            alert.otherAlertingElementFormat = ""
            alert.otherSeverity = ""
            alert.owningEntity = "Intel(r) AMT"
            alert.perceivedSeverity = perceivedSeverity
            alert.probableCause = 0
            alert.systemName = "Intel(r) AMT"
        }
    }

    private var isOfSecurity: Bool {
        switch fields.sensorType {
        case EventFields.packetFilter, EventFields.agent, EventFields.logIn: true
        case EventFields.own: fields.offset == 0
        default: false
        }
    }

    /// The kind and the code of a user notification: general ones have reason and code in one number.
    private var notice: (kind: UInt8, code: UInt8) {
        let data = fields.data
        return data[1] == EventFields.notice ? (data[2], data[3]) : (50, data[1] | data[2])
    }

    /// AMT's own kinds; events of the platform have the sensor and the offset of their record.
    private var messageID: String {
        switch fields.sensorType {
        case EventFields.packetFilter: "iAMT0001"
        case EventFields.agent: "iAMT000\(Self.agentStates[fields.data[7]] ?? 3)"
        case EventFields.user: "iAMT00" + Self.twoDigits(notice.kind)
        default: "PLAT" + Self.hexadecimal([fields.sensorType, fields.offset])
        }
    }

    /// The last digit of the kind for each state of an agent.
    private static let agentStates: [UInt8: Int] = [1: 2, 2: 3, 4: 4, 8: 5, 16: 6]

    private var argument: String {
        let data = fields.data
        return switch fields.sensorType {
        case EventFields.packetFilter: String(data[1...4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        case EventFields.agent: Self.hexadecimal(data[1...6])
        case EventFields.user: String(min(notice.code, 99))
        default: Self.hexadecimal(data)
        }
    }

    private var perceivedSeverity: UInt16 {
        switch fields.severity {
        case 0x08: 3
        case 0x10: 6
        case 0x20: 7
        default: 2
        }
    }

    /// The notification service of the PC takes a kind of two digits, and no code that is longer.
    private static func twoDigits(_ number: UInt8) -> String { (number < 10 ? "0" : "") + String(min(number, 99)) }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.reduce(into: "") { $0 += ($1 < 16 ? "0" : "") + String($1, radix: 16, uppercase: true) }
    }

    private static func text(_ date: Date) -> String {
        let whole = date.formatted(.iso8601)
        return whole.hasSuffix("Z") ? whole.dropLast() + ".000Z" : whole
    }
}
