import Testing

@testable import VirtualPC

@Suite("The power button")
struct PowerPressesTests {
    private static let sensible = PowerAction.available(in: .on, agentConnected: true, canHibernate: true)

    @Test("is held by one action at a time")
    func one() {
        var presses = PowerPresses()
        #expect(presses.possible(Self.sensible) == Self.sensible)
        let reset = presses.begin(.reset)
        #expect(presses.possible(Self.sensible).isEmpty)
        presses.end(reset)
        #expect(presses.possible(Self.sensible) == Self.sensible)
    }

    @Test(
        "can be pressed hard while the user OS is only asked",
        arguments: [PowerAction.offGraceful, .resetGraceful, .cycleGraceful, .sleep, .hibernate]
    )
    func hard(graceful: PowerAction) {
        var presses = PowerPresses()
        let asking = presses.begin(graceful)
        #expect(presses.possible(Self.sensible) == [.reset, .offHard, .cycle])
        let cut = presses.begin(.offHard)
        #expect(!presses.holds(asking))
        // The one that gave way ends later, and takes nothing away from the other.
        presses.obeyed(asking)
        presses.end(asking)
        #expect(presses.holds(cut))
        #expect(presses.possible(Self.sensible).isEmpty)
    }

    @Test("starts the PC undisturbed once the user OS has switched itself off")
    func obeyed() {
        var presses = PowerPresses()
        let cycle = presses.begin(.cycleGraceful)
        presses.obeyed(cycle)
        #expect(presses.holds(cycle))
        #expect(presses.possible([.on]).isEmpty)
        #expect(presses.possible(Self.sensible).isEmpty)
    }
}
