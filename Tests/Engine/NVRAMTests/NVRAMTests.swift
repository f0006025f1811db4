import FoundationEssentials
import Inventory
import NVRAM
import Testing

@Suite("NVRAM")
struct NVRAMTests {
    let file = TemporaryFile()

    struct Boot: Codable, Hashable {
        var device: String
    }

    @Test("gives a setting back after it was opened again")
    func setting() async throws {
        try await NVRAM(path: file.path).set(Boot(device: "cd"), for: "boot")
        let again = try NVRAM(path: file.path)
        #expect(try await again.setting("boot", as: Boot.self) == Boot(device: "cd"))
        try await again.removeSetting("boot")
        #expect(try await again.setting("boot", as: Boot.self) == nil)
    }

    @Test("keeps what cost the PC its network, whatever is found after it")
    func cutOff() async throws {
        func finding(_ id: String, _ action: String) -> Finding {
            Finding(
                id: id,
                at: Date(timeIntervalSince1970: 1_700_000_000),
                kind: .worm,
                signature: "s",
                source: "a",
                destination: "b",
                summary: #"says "action":"dropped, quarantine requested" "#,
                evidence: "",
                action: action
            )
        }
        let nvram = try NVRAM(path: file.path)
        try await nvram.add(finding("cut", Finding.cutOffAction))
        for number in 0...NVRAM.findingLimit { try await nvram.add(finding("\(number)", "noted")) }
        let kept = try await nvram.findings()
        #expect(kept.count == NVRAM.findingLimit + 1)
        #expect(kept.first?.cutsOff == true)
    }

    @Test("names the setting that it cannot read")
    func unreadable() async throws {
        let nvram = try NVRAM(path: file.path)
        try await nvram.set([1, 2], for: "boot")
        await #expect(throws: NVRAMError.malformed("setting boot")) {
            try await nvram.setting("boot", as: Boot.self)
        }
    }

    @Test("keeps one record a user name")
    func users() async throws {
        let nvram = try NVRAM(path: file.path)
        var user = UserRecord(
            name: "admin",
            digestRealm: "Digest:1",
            ha1: "00",
            realms: [2],
            isAdministrator: true,
            isEnabled: true
        )
        try await nvram.set(user)
        user.ha1 = "11"
        try await nvram.set(user)
        #expect(try await nvram.users() == [user])
        try await nvram.removeUser("admin")
        #expect(try await nvram.users().isEmpty)
    }

    @Test("replaces the facts of some kinds and leaves the others")
    func facts() async throws {
        let nvram = try NVRAM(path: file.path)
        let day = Date(timeIntervalSince1970: 1_700_000_000.25)
        let old = SoftwareFact(kind: .package, name: "old", version: "1", installedAt: nil, learntAt: day)
        let system = SoftwareFact(kind: .os, name: "debian", version: "12", installedAt: day, learntAt: day)
        try await nvram.record([old, system])
        let new = SoftwareFact(kind: .package, name: "new", version: "2", installedAt: day, learntAt: day)
        try await nvram.replaceFacts(of: [.package], with: [new])
        #expect(try await nvram.facts() == [system, new])
    }

    @Test("keeps the newest 390 events and counts on")
    func eventLog() async throws {
        let nvram = try NVRAM(path: file.path)
        for index in 1...400 {
            try await nvram.append([UInt8(index % 256)], at: Date(timeIntervalSince1970: 1), text: "\(index)")
        }
        let events = try await nvram.events()
        #expect(events.count == 390)
        #expect(events.first?.text == "11")
        #expect(events.last == EventRecord(number: 400, at: Date(timeIntervalSince1970: 1), bytes: [144], text: "400"))
        try await nvram.clearEvents()
        #expect(try await nvram.append([], text: "after") == 401)
    }

    @Test("gives operations back in the order in which they began")
    func operations() async throws {
        let nvram = try NVRAM(path: file.path)
        let first = OperationRecord(
            id: "b",
            kind: "scan",
            state: .running,
            progress: 0,
            text: "",
            result: "",
            startedAt: Date(timeIntervalSince1970: 1),
            finishedAt: nil
        )
        var second = first
        second.id = "a"
        try await nvram.record(first)
        try await nvram.record(second)
        var ended = first
        ended.state = .failed
        try await nvram.record(ended)
        #expect(try await nvram.operations() == [ended, second])
        #expect(try await nvram.operation("a") == second)
        #expect(try await nvram.operation("c") == nil)
    }

    @Test("keeps a finding once")
    func findings() async throws {
        let nvram = try NVRAM(path: file.path)
        let finding = Finding(
            id: "1",
            at: Date(timeIntervalSince1970: 1),
            kind: .worm,
            signature: "fan-out",
            source: "10.0.0.1",
            destination: "many",
            summary: "s",
            evidence: "e",
            action: "a"
        )
        try await nvram.add(finding)
        try await nvram.add(finding)
        #expect(try await nvram.findings() == [finding])
    }

    @Test("says why a path cannot be opened")
    func cannotOpen() {
        #expect(
            throws: NVRAMError.cannotOpen(path: "/nonexistent/nvram", reason: "unable to open database file")
        ) {
            try NVRAM(path: "/nonexistent/nvram")
        }
    }
}
