import FoundationEssentials
import Inventory
import PacketPolicy
import VirtualPC

/// What the engine writes into the event log, and how AMT_MessageLog carries it.
enum LoggedEvent: Sendable {
    case power(PowerState)
    case bootFailed
    case stance(Stance, reason: String)
    case finding(Finding)

    /// The event in words.
    var text: String {
        switch self {
        case .power(let state): "power state is now \(state.rawValue)"
        case .bootFailed: "the user OS was started and did not come up"
        case .stance(let stance, let reason): "stance is now \(stance.rawValue): \(reason)"
        case .finding(let finding): "\(finding.kind.rawValue): \(finding.summary)"
        }
    }

    /// The 21 bytes of the record: time, little endian, then the fields of an ASF event.
    func record(at time: Date) -> [UInt8] {
        let seconds = UInt32(clamping: Int64(time.timeIntervalSince1970))
        return withUnsafeBytes(of: seconds.littleEndian, Array.init) + fields
    }

    /// Device address, sensor type, event type, offset, source type, severity, sensor number, entity, instance, and
    /// eight bytes of data.
    private var fields: [UInt8] {
        switch self {
        case .power(.on): [0xFF, 0x0F, 0x6F, 0x02, 0x68, 0x01, 0xFF, 0x22, 0x00] + data(0x40, 0x13)
        case .power(let state): [0xFF, 0x22, 0x6F, state.isOff ? 0x05 : 0x03, 0x68, 0x02, 0xFF, 0x23, 0x00] + data()
        case .bootFailed: [0xFF, 0x0F, 0x6F, 0x00, 0x68, 0x10, 0xFF, 0x22, 0x00] + data(0x40, 0x08)
        case .stance(let stance, _):
            [0xFF, 0xC0, 0x70, 0x00, 0x58, stance == .quarantine ? 0x10 : 0x02, 0xFF, 0x26, 0x61] + data(0xAA, 0x10)
        case .finding: [0xFF, 0x24, 0x6F, 0x00, 0x58, 0x10, 0xFF, 0x26, 0x61] + data(0xAA, 0xFF, 0xFF, 0xFF, 0xFC)
        }
    }

    private func data(_ bytes: UInt8...) -> [UInt8] { bytes + Array(repeating: 0, count: 8 - bytes.count) }
}
