import NVRAM
import VirtualPC

/// Why the PC was started last, and what it was before; kept in NVRAM.
package struct BootCause: Codable, Sendable, Hashable {
    /// Who started it, in IPS_HostBootReason's numbers.
    package enum Reason: UInt32, Codable, Sendable {
        case unknown = 0
        case other = 1
        case remoteControl = 2
        case alarm = 3
    }

    var reason = Reason.unknown
    /// In IPS_HostBootReason's numbers.
    var previous: UInt32 = 0
    /// False until the start has come to its user OS; the resets that firmware makes on the way are part of it.
    var isSettled = true

    static let key = "bootCause"

    /// The cause of a start out of a state.
    static func start(_ reason: Reason, from state: PowerState) -> BootCause {
        BootCause(reason: reason, previous: state.sxState, isSettled: false)
    }

    /// The PC was reset. A user OS that was up did that by itself.
    mutating func restart() {
        if isSettled { self = .start(.other, from: .on) }
    }
}

extension PowerState {
    fileprivate var sxState: UInt32 {
        switch self {
        case .on: 2
        case .sleep: 5
        case .hibernated: 6
        case .offSoft, .offHard: 7
        }
    }
}

extension NVRAM {
    /// Why the PC was started last.
    func bootCause() throws(NVRAMError) -> BootCause { try setting(BootCause.key, as: BootCause.self) ?? BootCause() }

    /// Notes a start.
    func note(_ cause: BootCause) throws(NVRAMError) { try set(cause, for: BootCause.key) }

    /// The user OS is up: what resets from now on is none of the start's.
    package func settleBootCause() throws {
        try change(BootCause.key, from: BootCause()) { $0.isSettled = true }
    }

    /// The PC was reset.
    package func noteRestart() throws {
        try change(BootCause.key, from: BootCause()) { $0.restart() }
    }
}
