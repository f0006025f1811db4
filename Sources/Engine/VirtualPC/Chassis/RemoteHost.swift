public import PacketPolicy

/// The host, for an engine without root: every deed is asked of the chassis process.
public struct RemoteHost: HostControl {
    private let chassis: ChassisClient

    /// Asks the chassis process that listens at `path`.
    public init(path: String) { chassis = ChassisClient(path: path) }

    public func prepare() async throws(PCError) { try await chassis.order(.prepare) }

    public func diskBytes() async throws(PCError) -> UInt64 {
        guard case .size(let bytes) = try await chassis.ask(.diskBytes) else { throw ChassisClient.mistaken }
        return bytes
    }

    public func raiseWires() async throws(PCError) { try await chassis.order(.raiseWires) }

    public func accelerator() async throws(PCError) -> Accelerator {
        guard case .accelerator(let found) = try await chassis.ask(.accelerator) else { throw ChassisClient.mistaken }
        return found
    }

    public func start(_ order: MachineOrder) async throws(PCError) -> Int {
        guard case .process(let pid?) = try await chassis.ask(.start(order)) else { throw ChassisClient.mistaken }
        return pid
    }

    public func find(_ machine: MachineName) async throws(PCError) -> Int? {
        guard case .process(let pid) = try await chassis.ask(.find(machine)) else { throw ChassisClient.mistaken }
        return pid
    }

    public func sensors() async throws(PCError) -> [BoardSensor] {
        guard case .sensors(let found) = try await chassis.ask(.sensors) else { throw ChassisClient.mistaken }
        return found
    }

    public func kill(_ machine: MachineName) async throws(PCError) { try await chassis.order(.kill(machine)) }

    public func lastWords(of machine: MachineName) async throws(PCError) -> String {
        guard case .words(let words) = try await chassis.ask(.lastWords(machine)) else { throw ChassisClient.mistaken }
        return words
    }

    public func makeView() async throws(PCError) { try await chassis.order(.makeView) }

    public func openView() async throws(PCError) { try await chassis.order(.openView) }

    public func removeView() async throws(PCError) { try await chassis.order(.removeView) }

    public func answerPing(_ isAnswered: Bool) async throws(PCError) {
        try await chassis.order(.answerPing(isAnswered))
    }

    public func check(_ addressing: Addressing) async throws(PCError) {
        try await chassis.order(.checkAddressing(addressing))
    }

    public func apply(_ addressing: Addressing) async throws(PCError) -> [IPAddress] {
        try await addresses(.applyAddressing(addressing))
    }

    public func addresses() async throws(PCError) -> [IPAddress] { try await addresses(.addresses) }

    public func networkSigns() async throws(PCError) -> NetworkSigns {
        guard case .network(let signs) = try await chassis.ask(.networkSigns) else { throw ChassisClient.mistaken }
        return signs
    }

    private func addresses(_ request: ChassisRequest) async throws(PCError) -> [IPAddress] {
        guard case .addresses(let found) = try await chassis.ask(request) else { throw ChassisClient.mistaken }
        return found
    }

    public func snapshot(_ deed: SnapshotDeed) async throws(PCError) { try await chassis.order(.snapshot(deed)) }

    public func keepFirmware(_ deed: SnapshotDeed) async throws(PCError) {
        try await chassis.order(.keepFirmware(deed))
    }

    public func resetDisk(keepsData: Bool) async throws(PCError) {
        try await chassis.order(.resetDisk(keepsData: keepsData))
    }
}
