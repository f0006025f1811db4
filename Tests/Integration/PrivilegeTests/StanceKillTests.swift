import Testing

@Suite("An engine killed while it changes the stance", .enabled(if: ChassisWorld.isPossible), .serialized)
struct StanceKillTests {
    @Test(
        "kernel, engine and store agree after the next start, on the tighter stance where the change was not complete"
    )
    func steps() throws {
        let facts = try ChassisWorld().facts(of: "stances")
        let (open, closed) = ("open open open", "quarantine quarantine quarantine")
        #expect(facts["first"] == open)
        // Killed before the answer, nobody was told that it holds: either stance is right, if it is the same everywhere.
        #expect([open, closed].contains(facts["request-open-quarantine"]))
        #expect(facts["kernel-open-quarantine"] == closed)
        #expect(facts["store-open-quarantine"] == closed)
        #expect(facts["request-quarantine-open"] == closed)
        #expect(facts["kernel-quarantine-open"] == closed)
        #expect(facts["store-quarantine-open"] == open)
        // While no engine runs, the kernel goes on with what it was told last.
        #expect(facts["kernel-open-quarantine-killed"] == "quarantine")
        #expect(facts["store-open-quarantine-killed"] == "quarantine")
        #expect(facts["store-quarantine-open-killed"] == "open")
    }
}
