import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import PacketPolicy
import Testing
import VirtualPC

@testable import ObjectManager
@testable import EngineEvents
@testable import ManagementEngine

extension LoggedEvent {
    /// The fields of its record, by which readers know it.
    fileprivate func event() throws -> PlatformEvent {
        try #require(PlatformEvent(record(at: Date(timeIntervalSince1970: 1))))
    }

    fileprivate func alert(_ filter: EventFilter = .userNotification) -> Instance<CIM.AlertIndication> {
        let at = Date(timeIntervalSince1970: 1)
        return Alert(record: EventRecord(number: 1, at: at, bytes: record(at: at), text: text), filter: filter)
            .indication
    }
}

@Suite("What events say")
struct EventMeaningTests {
    @Test(
        "a PC that wakes is not told as one that starts",
        arguments: [
            (PowerState.offSoft, PowerState.on, UInt8(0x0F), UInt8(0x02)), (.hibernated, .on, 0x0F, 0x02),
            (.on, .sleep, 0x22, 0x03), (.sleep, .on, 0x22, 0x00), (.sleep, .offHard, 0x22, 0x05),
        ]
    )
    func wake(old: PowerState, new: PowerState, sensor: UInt8, offset: UInt8) throws {
        let event = try LoggedEvent.change(to: new, from: old).event()
        #expect(event.sensorType == sensor && event.offset == offset)
    }

    @Test(
        "a platform erase is told as one, by the number of what was erased",
        arguments: [(Erasure.disk, UInt8(2)), (.tpm, 3), (.firmware, 5)]
    )
    func erase(part: Erasure, number: UInt8) throws {
        let event = try LoggedEvent.erased(part).event()
        #expect(event.sensorType == 0x0F && event.offset == 0x05)
        #expect(event.data.prefix(4) == [0xAA, 0x40, 0x02, number])
        #expect(LoggedEvent.erased(part).text.contains(part.names[0]))
        #expect(([.disk, .firmware, .tpm] as Erasure).parts.contains(part))
    }

    @Test(
        "what AMT has no kind for is not told as a kind of AMT's",
        arguments: [LoggedEvent.finding("x"), .repair("x")]
    )
    func own(event: LoggedEvent) throws {
        #expect(try event.event().sensorType == 0xE0)
        let alert = event.alert(.all)
        #expect(alert.messageID?.hasPrefix("PLATE0") == true)
        let record = EventRecord(number: 1, at: Date(), bytes: event.record(at: Date()), text: event.text)
        #expect(EventFilter.features.passes(record) && !EventFilter.userNotification.passes(record))
    }

    @Test("a notice of something else is not read as a network that was stopped")
    func notices() throws {
        // Readers take the third byte for the reason's code: 0 sending, 2 receiving was stopped.
        for event in [LoggedEvent.told(.consentEnded), .told(.provisioned), .stance(.open, reason: "r")] {
            #expect(try ![0, 2].contains(event.event().data[2]))
        }
        #expect(try LoggedEvent.stance(.quarantine, reason: "r").event().data.prefix(3) == [0xAA, 0x10, 0])
    }

    @Test(
        "the user's notification service takes the kind and the code of each notice",
        arguments: [
            (LoggedEvent.told(.consentEnded), "iAMT0064", "2"), (.told(.provisioned), "iAMT0055", "2"),
            (.stance(.open, reason: "r"), "iAMT0056", "0"), (.stance(.quarantine, reason: "r"), "iAMT0050", "16"),
            (.notification(reason: 3, code: 1, text: ""), "iAMT0050", "49"), (.told(.networkChanged), "iAMT0057", "0"),
            (.told(.localTimeAllowed), "iAMT0069", "1"),
            (.told(UserNotice(category: 255, code: 255, text: "")), "iAMT0099", "99"),
        ] as [(LoggedEvent, String, String)]
    )
    func service(event: LoggedEvent, kind: String, code: String) {
        let alert = event.alert()
        #expect(alert.messageID == kind)
        #expect(alert.messageArguments?.first == code)
    }
}
