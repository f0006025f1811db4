import AMTSchema
import CIMModel
import FoundationEssentials
import Logging
import NVRAM
import Testing

@testable import ObjectManager
@testable import EngineEvents
@testable import ManagementEngine

@Suite("A platform event trap")
struct PlatformEventTrapTests {
    @Test(
        "has numbers in as few bytes as they take",
        arguments: [
            (0, [0x02, 0x01, 0x00]), (127, [0x02, 0x01, 0x7F]), (128, [0x02, 0x02, 0x00, 0x80]),
            (0x12_6F00, [0x02, 0x03, 0x12, 0x6F, 0x00]), (0xFFFF_FFFF, [0x02, 0x05, 0x00, 0xFF, 0xFF, 0xFF, 0xFF]),
        ] as [(UInt32, [UInt8])]
    )
    func numbers(value: UInt32, bytes: [UInt8]) { #expect(BER.number(value) == bytes) }

    @Test("has identifiers in groups of seven bits, and lengths of one byte or more")
    func identifiers() {
        #expect(BER.identifier([1, 3, 6, 1, 4, 1, 3183]) == [0x06, 0x07, 0x2B, 0x06, 0x01, 0x04, 0x01, 0x98, 0x6F])
        #expect(BER.element(0x04, Array(repeating: 7, count: 127)).prefix(2) == [0x04, 0x7F])
        #expect(BER.element(0x04, Array(repeating: 7, count: 128)).prefix(3) == [0x04, 0x81, 0x80])
        #expect(BER.element(0x04, Array(repeating: 7, count: 300)).prefix(4) == [0x04, 0x82, 0x01, 0x2C])
    }

    @Test("is an SNMPv1 trap of the enterprise 3183 that binds 47 bytes")
    func layout() throws {
        let event = try #require(
            PlatformEvent(
                [0x80, 0xDD, 0xAA, 0x34]  // 1998-01-01, and 256 seconds
                    + [0xFF, 0x06, 0x6F, 0x05, 0x68, 0x10, 0xFF, 0x26, 0x61]  // a password attack
                    + [0xAA, 0x0A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]
            )
        )
        let trap = PlatformEventTrap(
            event: event,
            community: "public",
            agent: [10, 0, 0, 1],
            guid: Array(1...16),
            sequence: 0x0102,
            uptime: 0x80
        )
        let fields: [UInt8] =
            Array(1...16)  // GUID
            + [0x01, 0x02]  // sequence
            + [0x00, 0x00, 0x01, 0x00]  // seconds since 1998
            + [0x00, 0x00]  // offset from UTC
            + [0x58, 0x68, 0x10]  // trap source, event source, severity
            + [0xFF, 0xFF, 0x26, 0x61]  // sensor device, sensor number, entity, instance
            + [0xAA, 0x0A, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]  // event data
            + [0xFF]  // no language
            + [0x00, 0x00, 0x01, 0x57]  // manufacturer: 343
            + [0x00, 0x00]  // system
            + [0xC1]  // nothing follows
        let enterprise: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0x98, 0x6F, 0x01, 0x01]
        let expected: [UInt8] =
            [0x30, 0x6B, 0x02, 0x01, 0x00]  // message, version 1
            + [0x04, 0x06] + Array("public".utf8)  // community
            + [0xA4, 0x5E]  // trap
            + [0x06, 0x09] + enterprise
            + [0x40, 0x04, 0x0A, 0x00, 0x00, 0x01]  // agent
            + [0x02, 0x01, 0x06]  // enterprise specific
            + [0x02, 0x03, 0x06, 0x6F, 0x05]  // sensor type, event type, offset
            + [0x43, 0x02, 0x00, 0x80]  // uptime
            + [0x30, 0x3F, 0x30, 0x3D, 0x06, 0x0A] + enterprise + [0x01]  // one binding, its name
            + [0x04, 0x2F] + fields
        #expect(trap.fields == fields)
        #expect(trap.bytes == expected)
    }
}

@Suite("Traps")
struct TrapTests {
    private static let subscriber: ClassName = "AMT_SNMPEventSubscriber"
    private static let filter: ClassName = "AMT_PETFilterSetting"
    private static let transfer = "http://schemas.xmlsoap.org/ws/2004/09/transfer/"

    private static func create(_ pc: ManagedPC, _ name: ClassName, _ properties: String) async -> String {
        let body = "<\(name) xmlns=\"\(name.resourceURI)\">\(properties)</\(name)>"
        return await pc.ask(transfer + "Create", name, body: body)
    }

    static func subscribe(_ pc: ManagedPC, _ address: String, port: UInt16 = 162, policy: Int = 1) async
        -> String
    {
        let properties =
            "<AccessInfo>\(address)</AccessInfo><CommunityString>branch</CommunityString>"
            + "<PolicyID>\(policy)</PolicyID><PortInfo>\(port)</PortInfo>"
        return await create(pc, subscriber, properties)
    }

    static func record(_ event: LoggedEvent) -> EventRecord {
        let at = Date(timeIntervalSince1970: 1_700_000_000)
        return EventRecord(number: 1, at: at, bytes: event.record(at: at), text: "")
    }

    /// Lets these events happen; they have been told afterwards.
    static func send(_ events: [LoggedEvent], by pc: ManagedPC) async throws {
        let (stream, happened) = AsyncStream.makeStream(of: EventRecord.self)
        for event in events { happened.yield(record(event)) }
        happened.finish()
        let sender = TrapSender(
            store: try await TrapStore(nvram: pc.nvram),
            identity: Identity(name: "pc1", uuid: ManagedPC.uuid, address: "127.0.0.1"),
            logger: Logger(label: "test"),
            events: stream
        )
        await sender.run()
    }

    @Test("reach who has subscribed, as datagrams")
    func delivery() async throws {
        let pc = try await ManagedPC()
        let receiver = try DatagramReceiver()
        #expect(await Self.subscribe(pc, "127.0.0.1", port: receiver.port).contains("ResourceCreated"))
        try await Self.send([.bootFailed, .passwordAttack(count: 10, from: "")], by: pc)
        let (first, second) = (receiver.next(), receiver.next())
        #expect(Array(first.prefix(13).suffix(6)) == Array("branch".utf8))
        #expect(first.suffix(47).prefix(16) == Identity(name: "", uuid: ManagedPC.uuid, address: "").guidBytes[...])
        #expect(Array(second.suffix(16).prefix(3)) == [0xAA, 0x0A, 0x00])
        #expect(receiver.next().isEmpty)
    }

    @Test("reach only the policies of the filters that fit")
    func policies() async throws {
        let pc = try await ManagedPC()
        let receiver = try DatagramReceiver()
        _ = await Self.subscribe(pc, "127.0.0.1", port: receiver.port, policy: 2)
        try await Self.send([.bootFailed], by: pc)
        #expect(receiver.next().isEmpty)
        let passwords =
            "<EnableFilter>true</EnableFilter><EventSensorType>6</EventSensorType><LogOnEvent>true</LogOnEvent>"
            + "<PolicyID>2</PolicyID><SendAlert>true</SendAlert>"
        #expect(await Self.create(pc, Self.filter, passwords).contains("ResourceCreated"))
        try await Self.send([.bootFailed, .passwordAttack(count: 3, from: "")], by: pc)
        #expect(!receiver.next().isEmpty)
        #expect(receiver.next().isEmpty)
    }

    @Test("go nowhere after the subscriber is removed, and the classes say so")
    func removal() async throws {
        let pc = try await ManagedPC()
        let receiver = try DatagramReceiver()
        _ = await Self.subscribe(pc, "127.0.0.1", port: receiver.port)
        #expect(await pc.get("AMT_TrapTargetForService").contains("AMT_SNMPEventSubscriber"))
        #expect(await pc.get("AMT_PETFilterForTarget").contains("Intel(r) AMT:PETFilter 1"))
        #expect(!(await pc.ask(Self.transfer + "Delete", Self.subscriber).contains("Fault")))
        #expect(await pc.get("AMT_TrapTargetForService").contains("b:DestinationUnreachable"))
        try await Self.send([.bootFailed], by: pc)
        #expect(receiver.next().isEmpty)
    }

    @Test("go to addresses in numbers only", arguments: ["example.com", "", "1.2.3", "127.0.0.1:162", "::g"])
    func addresses(address: String) async throws {
        #expect(try await Self.subscribe(ManagedPC(), address).contains("e:InvalidParameter"))
    }

    @Test("have fourteen subscribers and seventeen filters at most")
    func limits() async throws {
        let pc = try await ManagedPC()
        for number in 1...15 {
            let answer = await Self.subscribe(pc, "192.0.2.\(number)")
            #expect(answer.contains(number < 15 ? "ResourceCreated" : "AMT-STATUS 23"))
        }
        let filter =
            "<EnableFilter>true</EnableFilter><LogOnEvent>true</LogOnEvent><PolicyID>9</PolicyID><SendAlert>true</SendAlert>"
        for number in 2...18 {
            let answer = await Self.create(pc, Self.filter, filter)
            #expect(answer.contains(number < 18 ? "ResourceCreated" : "AMT-STATUS 23"))
        }
    }

    @Test("what no filter logs is told and not logged")
    func unlogged() async throws {
        let nvram = try NVRAM(path: ":memory:")
        let store = try await TrapStore(nvram: nvram)
        try await store.change { $0.filters[0].isLogged = false }
        let journal = EventJournal(nvram: nvram) { store.settings.logs($0) }
        var reader = journal.events().makeAsyncIterator()
        try await journal.log(.bootFailed)
        #expect(await reader.next()?.number == 0)
        #expect(try await nvram.eventCount() == 0)
    }
}
