import Fleet
import Foundation
import Testing

@testable import ConsoleServer

@Suite("A record of a PC's event log")
struct EventRecordTests {
    /// A record: 2021-12-08, sensor type, offset, severity and the second byte of data as given.
    private static func record(_ sensor: UInt8, _ offset: UInt8, _ severity: UInt8, _ code: UInt8) -> String {
        let bytes: [UInt8] =
            [0x62, 0x27, 0xB1, 0x61, 0xFF, sensor, 0x6F, offset, 0x68, severity, 0xFF, 0x22, 0x00]
            + [0x40, code, 0, 0, 0, 0, 0, 0]
        return Data(bytes).base64EncodedString()
    }

    @Test(
        "is as grave as the firmware says",
        arguments: [
            (0x00, .info), (0x01, .info), (0x02, .info), (0x04, .info), (0x08, .warning), (0x10, .critical),
            (0x20, .critical),
        ] as [(UInt8, EndpointEvent.Severity)]
    )
    func severity(byte: UInt8, severity: EndpointEvent.Severity) {
        #expect(EventRecord(untrustedText: Self.record(0x0F, 2, byte, 0x13))?.event.severity == severity)
    }

    @Test("tells that nothing could be started as a boot failure")
    func bootFailure() throws {
        let event = try #require(EventRecord(untrustedText: Self.record(0x0F, 0, 0x10, 8))?.event)
        #expect(event.isBootFailure)
        #expect(event.text == "firmware error: nothing to start from")
        #expect(event.at == Date(timeIntervalSince1970: 1_638_999_906))
    }

    @Test(
        "tells what the engine alone has, and what is no start",
        arguments: [
            (0xE0, 0, "the guard found something"), (0xE0, 1, "the user's disk or system was worked on from outside"),
            (0x22, 0, "woke up"), (0x22, 5, "switched off"), (0x0F, 5, "progress of the firmware's own"),
        ] as [(UInt8, UInt8, String)]
    )
    func words(sensor: UInt8, offset: UInt8, text: String) {
        #expect(EventRecord(untrustedText: Self.record(sensor, offset, 2, 0))?.event.text == text)
    }

    @Test("tells what a platform erase has erased")
    func erased() {
        let bytes: [UInt8] =
            [0x62, 0x27, 0xB1, 0x61, 0xFF, 0x0F, 0x6F, 0x05, 0x68, 0x01, 0xFF, 0x22, 0x00]
            + [0xAA, 0x40, 0x02, 0x03, 0, 0, 0, 0]
        let record = EventRecord(untrustedText: Data(bytes).base64EncodedString())
        #expect(record?.event.text == "the platform erased the TPM")
    }

    @Test("has 21 bytes", arguments: ["", "AAAA", "nonsense!"])
    func length(text: String) { #expect(EventRecord(untrustedText: text) == nil) }
}
