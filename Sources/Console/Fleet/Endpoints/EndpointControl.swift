public import Inventory
public import PacketPolicy

/// One endpoint at the other end of the wire: what a person or a story can read of it and ask of it.
///
/// What an endpoint does not have at all is refused with ``FleetError/notOffered(_:)``: AMT hardware without an
/// appliance has power and hardware, and nothing of the rest.
public protocol EndpointControl: Sendable {
    /// Reads the power state.
    func power() async throws(FleetError) -> PowerReport
    /// Changes the power state; returns when the endpoint has taken the order.
    func perform(_ action: PowerAction) async throws(FleetError)
    /// Makes the next start, and only that, come from a device.
    func bootOnce(from device: BootDevice) async throws(FleetError)
    /// Makes the next start, and only that, erase the disks and, where there is one, the TPM.
    func eraseOnce() async throws(FleetError)
    /// Whether a one-time start was asked for and has not happened yet.
    func isBootOncePending() async throws(FleetError) -> Bool

    /// Reads the stance.
    func stance() async throws(FleetError) -> StanceReport
    /// Changes the stance; returns when it is in force.
    func requestStance(_ stance: Stance, reason: String) async throws(FleetError)
    /// Tells the person at an endpoint that is cut off the number of the case, and whom to call.
    func showCase(_ number: String, contact: String) async throws(FleetError)

    /// Asks how the appliance is.
    func appliance() async throws(FleetError) -> ApplianceReport
    /// Asks whether the agent of the user OS answers.
    func agentConnected() async throws(FleetError) -> Bool
    /// Reads what the guard found.
    func findings() async throws(FleetError) -> [Finding]
    /// What the appliance keeps as evidence for a finding.
    func evidence(_ part: EvidencePart, of finding: String) async throws(FleetError) -> [UInt8]
    /// Reads what is known of the software; works while the user OS is off.
    func facts() async throws(FleetError) -> [SoftwareFact]
    /// Reads what the PC is made of; works while the user OS is off.
    func hardware() async throws(FleetError) -> HardwareInventory
    /// Reads the event log, oldest first.
    func events() async throws(FleetError) -> [EndpointEvent]

    /// Lets the scan that is running rest, go on, or end.
    func control(scan verb: ScanVerb) async throws(FleetError)
    /// Lists the infected files of which the appliance keeps a copy.
    func keptFiles() async throws(FleetError) -> [KeptFile]

    /// Gives the appliance a part in the cache of its branch, or none.
    func setBranch(_ role: BranchRole) async throws(FleetError)

    /// Starts long work and gives back its number.
    func begin(_ order: WorkOrder) async throws(FleetError) -> String
    /// Asks how far long work is.
    func operation(_ id: String) async throws(FleetError) -> EndpointOperation
}

extension EndpointControl {
    /// Not every management engine can erase what it manages.
    public func eraseOnce() async throws(FleetError) { throw .notOffered("it cannot erase itself") }

    /// An endpoint without an appliance scans nothing.
    public func control(scan verb: ScanVerb) async throws(FleetError) { throw .notOffered("there is no scanner") }

    /// An endpoint without an appliance has no cache.
    public func setBranch(_ role: BranchRole) async throws(FleetError) { throw .notOffered("there is no cache") }

    /// An endpoint without an appliance is not cut off.
    public func showCase(_ number: String, contact: String) async throws(FleetError) {
        throw .notOffered("there is no notice")
    }

    /// An endpoint without an appliance keeps nothing.
    public func keptFiles() async throws(FleetError) -> [KeptFile] { throw .notOffered("there is no store") }
}

/// Finds the way to endpoints.
public protocol EndpointConnector: Sendable {
    /// The control of an endpoint; does not yet speak to it.
    func control(of endpoint: Endpoint) async throws(FleetError) -> any EndpointControl
}

extension EndpointControl {
    /// What has no appliance has no evidence.
    public func evidence(_ part: EvidencePart, of finding: String) async throws(FleetError) -> [UInt8] {
        throw .notOffered("the endpoint keeps no evidence")
    }
}

/// A part of the evidence for a finding.
public enum EvidencePart: String, Sendable, Codable, Hashable, CaseIterable {
    /// The packets from before and after, as a pcap file.
    case capture
    /// The records of the alert and of the flows, one JSON object a line.
    case records

    /// What a file with it is called.
    public func fileName(of finding: String) -> String {
        "\(finding).\(self == .capture ? "pcap" : "jsonl")"
    }
}
