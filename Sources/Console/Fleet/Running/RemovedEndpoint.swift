import Inventory
import PacketPolicy

/// What is left of an endpoint that was removed from the fleet while a job waited for it.
struct RemovedEndpoint: EndpointControl {
    let name: String

    private var gone: FleetError { .unknown("there is no endpoint named \(name) any more") }

    func power() async throws(FleetError) -> PowerReport { throw gone }
    func perform(_ action: PowerAction) async throws(FleetError) { throw gone }
    func bootOnce(from device: BootDevice) async throws(FleetError) { throw gone }
    func eraseOnce() async throws(FleetError) { throw gone }
    func isBootOncePending() async throws(FleetError) -> Bool { throw gone }
    func stance() async throws(FleetError) -> StanceReport { throw gone }
    func requestStance(_ stance: Stance, reason: String) async throws(FleetError) { throw gone }
    func appliance() async throws(FleetError) -> ApplianceReport { throw gone }
    func agentConnected() async throws(FleetError) -> Bool { throw gone }
    func findings() async throws(FleetError) -> [Finding] { throw gone }
    func facts() async throws(FleetError) -> [SoftwareFact] { throw gone }
    func hardware() async throws(FleetError) -> HardwareInventory { throw gone }
    func events() async throws(FleetError) -> [EndpointEvent] { throw gone }
    func begin(_ order: WorkOrder) async throws(FleetError) -> String { throw gone }
    func operation(_ id: String) async throws(FleetError) -> EndpointOperation { throw gone }
}
