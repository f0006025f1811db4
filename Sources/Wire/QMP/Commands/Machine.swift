/// Whether and why the machine runs.
public struct QueryStatus: QMPCommand {
    /// The name on the wire.
    public static let name = "query-status"

    /// What QEMU says about its machine.
    public struct Reply: Sendable, Decodable, Hashable {
        /// `running`, `suspended`, `shutdown`, `paused`, `internal-error`… as QEMU spells it.
        public var status: String
        public var running: Bool
    }

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Lets the machine go on.
public struct Cont: QMPCommand {
    /// The name on the wire.
    public static let name = "cont"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Halts the processors of the machine.
public struct Stop: QMPCommand {
    /// The name on the wire.
    public static let name = "stop"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Presses the reset button.
public struct SystemReset: QMPCommand {
    /// The name on the wire.
    public static let name = "system_reset"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Presses the power button, as ACPI tells the guest.
public struct SystemPowerdown: QMPCommand {
    /// The name on the wire.
    public static let name = "system_powerdown"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Wakes the guest from S3.
public struct SystemWakeup: QMPCommand {
    /// The name on the wire.
    public static let name = "system_wakeup"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Ends QEMU, and with it the machine's power.
public struct Quit: QMPCommand {
    /// The name on the wire.
    public static let name = "quit"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Sends a non-maskable interrupt.
public struct InjectNMI: QMPCommand {
    /// The name on the wire.
    public static let name = "inject-nmi"

    /// Creates the command; it has no arguments.
    public init() {}
}

/// Which thread of QEMU runs which processor.
public struct QueryCPUs: QMPCommand {
    /// The name on the wire.
    public static let name = "query-cpus-fast"

    /// One processor of the machine.
    public struct CPU: Sendable, Decodable, Hashable {
        public var index: Int
        public var thread: Int

        private enum CodingKeys: String, CodingKey {
            case index = "cpu-index"
            case thread = "thread-id"
        }
    }

    public typealias Reply = [CPU]

    /// Creates the command; it has no arguments.
    public init() {}
}
