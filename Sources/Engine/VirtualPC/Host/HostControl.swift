public import PacketPolicy

/// What a PC needs of the host that only root may do, beside its ``PacketControl``.
///
/// The one who asks may be taken over by whoever talks to it, so nothing here carries a path, a command or a number of
/// the asker's choice: what a machine is made of stands in the configuration, which the host's side has read itself.
public protocol HostControl: Sendable {
    /// Makes directories and taps, and gives the files of the virtual machines to those who need them.
    func prepare() async throws(PCError)

    /// The size of the user OS's disk, as the guest sees it.
    func diskBytes() async throws(PCError) -> UInt64

    /// Lets frames through the taps; only after the filter is in place.
    func raiseWires() async throws(PCError)

    /// What runs the virtual machines on this host.
    func accelerator() async throws(PCError) -> Accelerator

    /// Starts a machine that does not run, and returns its process number once its sockets can be connected to.
    func start(_ order: MachineOrder) async throws(PCError) -> Int

    /// The process number of a machine that runs, whoever started it.
    func find(_ machine: MachineName) async throws(PCError) -> Int?

    /// What of the host is measured, and whether it is as it should be.
    func sensors() async throws(PCError) -> [BoardSensor]

    /// Ends a machine at once.
    func kill(_ machine: MachineName) async throws(PCError)

    /// What a machine's QEMU said last, for the reader of an error.
    func lastWords(of machine: MachineName) async throws(PCError) -> String

    /// Makes the empty image over which the user OS's disk is shown to the appliance.
    func makeView() async throws(PCError)

    /// Lets the appliance connect to the view that the user OS's QEMU serves now.
    func openView() async throws(PCError)

    /// Removes the image of the view.
    func removeView() async throws(PCError)

    /// Says whether the kernel answers ping at the engine's addresses.
    func answerPing(_ isAnswered: Bool) async throws(PCError)

    /// Tries whether the engine's adapter could have these addresses; nothing changes.
    func check(_ addressing: Addressing) async throws(PCError)

    /// Makes these the addresses of the engine's adapter, and tells on which the engine is to be reached, IPv4 first; none
    /// when the host alone knows them.
    func apply(_ addressing: Addressing) async throws(PCError) -> [IPAddress]

    /// The addresses of the engine's adapter now.
    func addresses() async throws(PCError) -> [IPAddress]

    /// By what the engine's adapter can tell which network it is in now.
    func networkSigns() async throws(PCError) -> NetworkSigns

    /// Works on the snapshot of the user OS's disk and firmware, while the user OS is off.
    func snapshot(_ deed: SnapshotDeed) async throws(PCError)

    /// Works on the firmware's and the TPM's part of a snapshot; what was kept comes back while the user OS is off.
    func keepFirmware(_ deed: SnapshotDeed) async throws(PCError)

    /// Makes the disk of the user OS an empty layer over the golden image, while the user OS is off.
    func resetDisk(keepsData: Bool) async throws(PCError)
}

/// The virtual machines of a PC.
public enum MachineName: String, Sendable, Codable, Hashable, CaseIterable {
    case userOS
    case appliance
    /// What shows the user a notice.
    case notice
}

/// What is started, and how.
public enum MachineOrder: Sendable, Codable, Hashable {
    /// The user OS, with options for this one start.
    case userOS(BootOptions)
    case appliance
    /// The screen with a notice.
    case notice(ScreenNotice)

    /// The machine that is started.
    public var machine: MachineName {
        switch self {
        case .userOS: .userOS
        case .appliance: .appliance
        case .notice: .notice
        }
    }
}
