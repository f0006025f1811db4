import FoundationEssentials

/// Something that QEMU tells unasked.
///
/// Events are hints; `query-status` is the truth.
public enum QMPEvent: Sendable, Hashable {
    /// The machine stopped for good; `isGuest` when the guest did it by itself.
    case shutdown(isGuest: Bool, reason: String)
    /// The machine was reset.
    case reset(isGuest: Bool, reason: String)
    /// The guest was asked to switch off through ACPI.
    case powerdown
    /// The guest went to S3.
    case suspend
    /// The guest went to S4; the machine's end follows.
    case suspendDisk
    /// The guest left S3.
    case wakeup
    case stop
    case resume
    case guestPanicked
    case watchdog
    /// A job went to another state.
    case jobStatusChange(id: String, status: String)
    /// The guest let go of an unplugged device.
    case deviceDeleted(id: String?)
    /// The guest opened or closed a virtio-serial port.
    case portChanged(id: String, isOpen: Bool)
    /// Any other event, by name.
    case unknown(String)

    /// Reads an event line; what cannot be read is an unknown event without a name.
    public init(untrustedLine: [UInt8]) {
        guard let event = try? JSONDecoder().decode(Line.self, from: Data(untrustedLine)) else {
            self = .unknown("")
            return
        }
        self = Self.machineEvent(event) ?? Self.deviceEvent(event) ?? .unknown(event.event)
    }

    private struct Line: Decodable {
        struct Details: Decodable {
            var guest: Bool?
            var reason: String?
            var id: String?
            var status: String?
            var device: String?
            var open: Bool?
        }

        var event: String
        var data: Details?
    }

    private static func machineEvent(_ line: Line) -> QMPEvent? {
        switch line.event {
        case "SHUTDOWN": .shutdown(isGuest: line.data?.guest ?? false, reason: line.data?.reason ?? "")
        case "RESET": .reset(isGuest: line.data?.guest ?? false, reason: line.data?.reason ?? "")
        case "POWERDOWN": .powerdown
        case "SUSPEND": .suspend
        case "SUSPEND_DISK": .suspendDisk
        case "WAKEUP": .wakeup
        case "STOP": .stop
        case "RESUME": .resume
        default: nil
        }
    }

    private static func deviceEvent(_ line: Line) -> QMPEvent? {
        switch line.event {
        case "GUEST_PANICKED": .guestPanicked
        case "WATCHDOG": .watchdog
        case "JOB_STATUS_CHANGE": .jobStatusChange(id: line.data?.id ?? "", status: line.data?.status ?? "")
        case "DEVICE_DELETED": .deviceDeleted(id: line.data?.device)
        case "VSERPORT_CHANGE": .portChanged(id: line.data?.id ?? "", isOpen: line.data?.open ?? false)
        default: nil
        }
    }
}
