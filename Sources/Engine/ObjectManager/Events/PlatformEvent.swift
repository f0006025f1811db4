/// A platform event as the event log keeps it: the time and the fields of ASF and PET, 21 bytes in all.
package struct PlatformEvent: Hashable, Sendable {
    /// Bytes of a record.
    package static let recordLength = 21
    /// Bytes of data.
    static let dataLength = 8

    /// Seconds since 1970, UTC.
    package var time: UInt32
    package var deviceAddress: UInt8
    /// The sensor type of PET, such as 0x0F for firmware.
    package var sensorType: UInt8
    /// 0x6F where the sensor type says what the offset means.
    package var eventType: UInt8
    /// Which event of the sensor it is.
    package var offset: UInt8
    /// 0x68 for the firmware's ASF events, 0x58 for the management engine's own.
    package var sourceType: UInt8
    /// 1 monitor, 2 information, 4 OK, 8 non-critical, 16 critical, 32 non-recoverable.
    package var severity: UInt8
    package var sensorNumber: UInt8
    /// What it happened to, such as 0x22 for the firmware and 0x26 for the management engine.
    package var entity: UInt8
    package var entityInstance: UInt8
    package var data: [UInt8]

    /// Reads a record; nil when it is not 21 bytes.
    package init?(_ untrustedBytes: [UInt8]) {
        guard untrustedBytes.count == Self.recordLength else { return nil }
        time = untrustedBytes[0..<4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
        deviceAddress = untrustedBytes[4]
        sensorType = untrustedBytes[5]
        eventType = untrustedBytes[6]
        offset = untrustedBytes[7]
        sourceType = untrustedBytes[8]
        severity = untrustedBytes[9]
        sensorNumber = untrustedBytes[10]
        entity = untrustedBytes[11]
        entityInstance = untrustedBytes[12]
        data = Array(untrustedBytes[13...])
    }

    /// The record: the time least byte first, then the fields.
    package var bytes: [UInt8] { [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: time >> $0) } + fields + data }

    /// The nine fields between time and data, by which filters choose.
    package var fields: [UInt8] {
        [
            deviceAddress, sensorType, eventType, offset, sourceType, severity, sensorNumber, entity,
            entityInstance,
        ]
    }
}
