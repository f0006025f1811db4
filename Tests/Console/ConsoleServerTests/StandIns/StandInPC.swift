import Fleet
import FoundationEssentials
import Inventory
import PacketPolicy
import Synchronization

/// An endpoint made of state.
final class StandInPC: EndpointControl {
    struct State: Sendable {
        var power = PowerState.on
        var stance = StanceReport(stance: .open, reason: "everyday", since: nil)
        var boot: BootDevice?
        var findings: [Finding] = []
    }

    let state = Mutex(State())
    static let moment = Date(timeIntervalSince1970: 1_700_000_000)

    func power() async throws(FleetError) -> PowerReport {
        PowerReport(state: state.withLock { $0.power }, available: [.offGraceful, .offHard, .reset, .cycle])
    }

    func perform(_ action: PowerAction) async throws(FleetError) {
        guard action != .sleep else { throw .refused("this PC cannot sleep") }
        state.withLock { $0.power = action == .offHard || action == .offGraceful ? .offSoft : .on }
    }

    func bootOnce(from device: BootDevice) async throws(FleetError) {
        state.withLock { $0.boot = device }
    }

    func isBootOncePending() async throws(FleetError) -> Bool { state.withLock { $0.boot != nil } }

    func stance() async throws(FleetError) -> StanceReport { state.withLock { $0.stance } }

    func requestStance(_ stance: Stance, reason: String) async throws(FleetError) {
        state.withLock { $0.stance = StanceReport(stance: stance, reason: reason, since: Self.moment) }
    }

    func appliance() async throws(FleetError) -> ApplianceReport {
        ApplianceReport(state: .ready, accelerator: "tcg", health: Samples.health)
    }

    func agentConnected() async throws(FleetError) -> Bool { true }
    func findings() async throws(FleetError) -> [Finding] { state.withLock { $0.findings } }
    func facts() async throws(FleetError) -> [SoftwareFact] { Samples.facts }
    func hardware() async throws(FleetError) -> HardwareInventory { throw .notOffered("no hardware here") }

    func events() async throws(FleetError) -> [EndpointEvent] {
        [
            EndpointEvent(at: Self.moment, text: "power on"),
            EndpointEvent(at: Self.moment.addingTimeInterval(60), text: "<script>alert('event')</script>"),
        ]
    }

    func begin(_ order: WorkOrder) async throws(FleetError) -> String { "1" }

    func operation(_ id: String) async throws(FleetError) -> EndpointOperation {
        EndpointOperation(id: id, state: .succeeded)
    }
}

/// The way to one stand-in for all names.
struct StandInConnector: EndpointConnector {
    let pc: StandInPC

    func control(of endpoint: Endpoint) async throws(FleetError) -> any EndpointControl { pc }
}

/// A catalog without content.
struct EmptyCatalog: ContentCatalog {
    func newestDefinitions() async throws(FleetError) -> Content { throw .unknown("none") }
    func newestRules() async throws(FleetError) -> Content { throw .unknown("none") }
    func newestLists() async throws(FleetError) -> Content { throw .unknown("none") }
    func newestPolicy() async throws(FleetError) -> Content { throw .unknown("none") }
    func policyText() async throws(FleetError) -> String { GuardPolicy.standardText }
    func keep(policyText: String) async throws(FleetError) { throw .refused("not here") }
}
