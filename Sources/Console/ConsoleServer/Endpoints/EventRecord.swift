import Fleet
import Foundation

/// A record of AMT's event log: time and the fields of an ASF event, 21 bytes.
struct EventRecord: Hashable {
    let at: Date
    let sensorType: UInt8
    let offset: UInt8
    let severity: UInt8
    let data: [UInt8]

    /// Reads a record from base64; nil when it is not 21 bytes.
    init?(untrustedText: String) {
        guard let bytes = Data(base64Encoded: untrustedText).map(Array.init), bytes.count == 21 else { return nil }
        let seconds = bytes[0..<4].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        at = Date(timeIntervalSince1970: Double(seconds))
        sensorType = bytes[5]
        offset = bytes[7]
        severity = bytes[9]
        data = Array(bytes[13...])
    }

    /// The record in words.
    var event: EndpointEvent {
        EndpointEvent(at: at, text: text, severity: gravity, isBootFailure: isBootFailure)
    }

    /// The severity is a set of bits of which one is set; the highest counts.
    private var gravity: EndpointEvent.Severity {
        switch severity {
        case 0x10...: .critical
        case 0x08...: .warning
        default: .info
        }
    }

    /// The firmware's word for an error on the way to a running system.
    private var isBootFailure: Bool { sensorType == 0x0F && offset == 0 || sensorType == 0x1E }

    private var text: String {
        switch (sensorType, offset) {
        case (0x0F, 0): "firmware error: \(Self.firmwareErrors[data[1]] ?? "code \(data[1])")"
        case (0x0F, 2): data[1] == 0x13 ? "the user OS is being started" : "firmware progress, code \(data[1])"
        case (0x0F, 5): data[0...2] == [0xAA, 0x40, 0x02] ? Self.erased(data[3]) : "progress of the firmware's own"
        case (0x1E, _): "no user OS could be started"
        case (0x22, 0): "woke up"
        case (0x22, 5): "switched off"
        case (0x22, _): "went to sleep"
        case (0x24, _): "packet control blocked traffic"
        case (0xC0, _): severity == 0x10 ? "the user OS was cut off" : "notification of the management engine"
        case (0x06, _): "somebody tries passwords"
        case (0x05, _): "the case was opened"
        case (0x12, _): "an agent in the user OS changed its state"
        case (0xE0, 0): "the guard found something"
        case (0xE0, 1): "the user's disk or system was worked on from outside"
        default: "event of sensor type \(sensorType), offset \(offset)"
        }
    }

    private static func erased(_ device: UInt8) -> String {
        let names: [UInt8: String] = [2: "the disk", 3: "the TPM", 5: "the firmware's memory"]
        return "the platform erased \(names[device] ?? "device \(device)")"
    }

    private static let firmwareErrors: [UInt8: String] = [
        1: "no memory", 2: "unusable memory", 3: "disk", 4: "board", 8: "nothing to start from",
        0x0B: "corrupt firmware",
    ]
}
