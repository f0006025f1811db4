import Testing

@Suite("Who is root", .enabled(if: ChassisWorld.isPossible), .serialized)
struct PrivilegeTests {
    @Test("the process that listens has no root, and each process outlives the other, with machines and filter")
    func world() throws {
        let facts = try ChassisWorld().facts(of: "world")
        let user = "64000 64000 64000 64000"
        let nothing = "0000000000000000"
        let expected = [
            "Uid": user, "Gid": user, "Groups": "", "CapInh": nothing, "CapPrm": nothing, "CapEff": nothing,
            "CapBnd": nothing, "CapAmb": nothing, "NoNewPrivs": "1", "chassisListens": "0",
            "machineUid": "64002 64002 64002 64002", "machineNoNewPrivs": "1", "machineSeccomp": "2",
            "machineCapEff": nothing, "machineCapBnd": nothing, "engineEnded": "yes", "chassisAfterEngine": "yes",
            "machineAfterEngine": "yes", "machineAfterChassis": "yes", "filterAfterChassis": "1",
            "engineEndsInOrder": "yes", "chassisEndsInOrder": "yes", "machineAtTheEnd": "yes",
        ]
        for (name, value) in expected { #expect(facts[name] == value, "\(name)") }
    }
}
