package import FoundationEssentials
package import PacketPolicy
package import VirtualPC

/// What the engine writes into the event log, and how AMT_MessageLog carries it.
package enum LoggedEvent: Sendable {
    case power(PowerState)
    /// A sleeper goes on where it was; nothing was started.
    case woken
    case bootFailed
    /// The kernel of the user OS has died.
    case crashed
    case stance(Stance, reason: String)
    /// The guard of the appliance has found something.
    case finding(String)
    /// Somebody has failed to log in this many times in a row.
    case passwordAttack(count: UInt16, from: String)
    /// A filter of System Defense has matched; the handle is the filter's.
    case filterMatched(handle: UInt32, text: String)
    /// An agent in the user OS has another state; its identifier has 16 bytes.
    case agent(identifier: [UInt8], state: UInt8, text: String)
    /// A user notification: a reason and its code, as classes of events are numbered for people.
    case notification(reason: UInt8, code: UInt8, text: String)
    /// What the person at the PC is told.
    case told(UserNotice)
    /// Something was done to the disk of the user OS from outside.
    case repair(String)
    /// The firmware has erased a part of the platform because it was told to.
    case erased(Erasure)
    /// How far the firmware is on the way to a running system.
    case firmwareProgress(code: UInt8)

    /// What a change of the power state is told as: a sleeper that wakes has not been started.
    package static func change(to new: PowerState, from old: PowerState?) -> LoggedEvent {
        new == .on && old == .sleep ? .woken : .power(new)
    }

    /// The event in words.
    package var text: String {
        switch self {
        case .power(let state): "power state is now \(state.rawValue)"
        case .woken: "the PC is awake again"
        case .bootFailed: "the user OS was started and did not come up"
        case .crashed: "the kernel of the user OS has crashed"
        case .stance(let stance, let reason): "stance is now \(stance.rawValue): \(reason)"
        case .passwordAttack(let count, let source): "\(count) failed logins from \(source)"
        case .filterMatched(_, let text), .agent(_, _, let text), .notification(_, _, let text): text
        case .told(let notice): notice.text
        case .finding(let text), .repair(let text): text
        case .erased(let part): "the platform erased \(part.names.joined(separator: ", "))"
        case .firmwareProgress(let code): "firmware progress \(code)"
        }
    }

    /// The 21 bytes of the record: time, little endian, then the fields of an ASF event.
    package func record(at time: Date) -> [UInt8] {
        let seconds = UInt32(clamping: Int64(time.timeIntervalSince1970))
        return withUnsafeBytes(of: seconds.littleEndian, Array.init) + fields
    }

    /// Device address, sensor type, event type, offset, source type, severity, sensor number, entity, instance, and
    /// eight bytes of data.
    private var fields: [UInt8] {
        switch self {
        case .power(.on): Self.firmware(offset: 2, severity: 0x01) + data(0x40, 0x13)
        case .power(let state): Self.system(offset: state.isOff ? 0x05 : 0x03) + data()
        case .woken: Self.system(offset: 0x00) + data()
        case .bootFailed: Self.firmware(offset: 0, severity: 0x10) + data(0x40, 0x08)
        // An OS critical stop, at run time.
        case .crashed: [0xFF, 0x20, 0x6F, 0x01, 0x68, 0x10, 0xFF, 0x23, 0x00] + data()
        case .firmwareProgress(let code): Self.firmware(offset: 2, severity: 0x01) + data(0x40, code)
        // An OEM's progress: erasing a device has ended.
        case .erased(let part): Self.firmware(offset: 5, severity: 0x01) + data(0xAA, 0x40, 0x02, part.deviceNumber)
        // Nothing is cut off any more, which no reason of this kind can say.
        case .stance(.open, _): Self.user + notice(.defenseChanged)
        case .stance(let stance, _):
            [0xFF, 0xC0, 0x70, 0x00, 0x58, stance == .quarantine ? 0x10 : 0x02, 0xFF, 0x26, 0x61] + data(0xAA, 0x10)
        case .notification(let reason, let code, _): Self.user + data(0xAA, reason << 4, code)
        case .told(let told): Self.user + notice(told)
        case .finding: Self.own(offset: 0, severity: 0x10) + data(0xAA)
        case .repair: Self.own(offset: 1, severity: 0x02) + data(0xAA)
        case .filterMatched(let handle, _): Self.filter + data([0xAA] + handle.bytes)
        case .passwordAttack(let count, _):
            [0xFF, 0x06, 0x6F, 0x05, 0x68, 0x10, 0xFF, 0x26, 0x61] + data([0xAA] + count.bytes.reversed())
        case .agent(let identifier, let state, _):
            [0xFF, 0x12, 0x0A, 0x00, 0x58, 0x01, 0xFF, 0x26, 0x00] + data([0xAA] + identifier.prefix(6) + [state])
        }
    }

    private static func firmware(offset: UInt8, severity: UInt8) -> [UInt8] {
        [0xFF, 0x0F, 0x6F, offset, 0x68, severity, 0xFF, 0x22, 0x00]
    }

    private static func system(offset: UInt8) -> [UInt8] { [0xFF, 0x22, 0x6F, offset, 0x68, 0x02, 0xFF, 0x23, 0x00] }

    /// What AMT has no kind for: readers that know AMT's say that they do not know it.
    private static func own(offset: UInt8, severity: UInt8) -> [UInt8] {
        [0xFF, EventFields.own, 0x70, offset, 0x58, severity, 0xFF, 0x26, 0x61]
    }

    private static let user: [UInt8] = [0xFF, 0xC0, 0x70, 0x00, 0x58, 0x02, 0xFF, 0x26, 0x61]

    private static let filter: [UInt8] = [0xFF, 0x24, 0x6F, 0x00, 0x58, 0x10, 0xFF, 0x26, 0x61]

    /// A kind that has no number among the reasons stands before its code, where no reader takes it for a reason's.
    private func notice(_ notice: UserNotice) -> [UInt8] {
        data(0xAA, EventFields.notice, notice.category, notice.code)
    }

    private func data(_ bytes: UInt8...) -> [UInt8] { data(bytes) }

    private func data(_ bytes: [UInt8]) -> [UInt8] {
        Array((bytes + Array(repeating: 0, count: PlatformEvent.dataLength)).prefix(PlatformEvent.dataLength))
    }
}

extension LoggedEvent {
    /// One event of each kind that the engine can raise, by name.
    package static var templates: [(name: String, event: PlatformEvent)] {
        let kinds: [(String, LoggedEvent)] = [
            ("Firmware progress", .firmwareProgress(code: 0)), ("Boot failure", .bootFailed),
            ("Crash", .crashed),
            ("Powered off", .power(.offHard)), ("Asleep", .power(.sleep)),
            ("Stance", .stance(.open, reason: "")), ("Quarantine", .stance(.quarantine, reason: "")),
            ("User notification", .notification(reason: 0, code: 0, text: "")),
            ("System Defense filter", .filterMatched(handle: 0, text: "")),
            ("Agent presence", .agent(identifier: [], state: 0, text: "")),
            ("Password attack", .passwordAttack(count: 0, from: "")),
            ("Awake", .woken), ("Platform erase", .erased(.disk)),
            ("Repair", .repair("")), ("Finding", .finding("")),
        ]
        return kinds.compactMap { name, event in
            PlatformEvent(event.record(at: Date(timeIntervalSince1970: 0))).map { (name, $0) }
        }
    }
}

extension Erasure {
    /// Each part by itself.
    package var parts: [Erasure] { [.disk, .firmware, .tpm].filter(contains) }

    /// The number that records of a platform erase have for a part; what the firmware remembers goes back to what was
    /// delivered.
    fileprivate var deviceNumber: UInt8 {
        switch self {
        case .disk: 2
        case .tpm: 3
        default: 5
        }
    }
}
