import FoundationEssentials
import JSONLines
import PacketPolicy

/// What the engine asks of the chassis process. Each names a deed; none says how it is done.
enum ChassisRequest: Codable, Hashable, Sendable {
    case prepare
    case diskBytes
    case raiseWires
    case accelerator
    case start(MachineOrder)
    case find(MachineName)
    case kill(MachineName)
    case lastWords(MachineName)
    case makeView
    case openView
    case removeView
    case answerPing(Bool)
    case checkAddressing(Addressing)
    case applyAddressing(Addressing)
    case addresses
    case networkSigns
    case sensors
    case snapshot(SnapshotDeed)
    case keepFirmware(SnapshotDeed)
    case resetDisk(keepsData: Bool)
    case installFilter
    case applyStance(Stance)
    case applyDefense(SystemDefense)
    case defenseReport
    case defenseSignals
    case endEncounter
    case uninstallFilter
}

/// What the chassis process answers.
enum ChassisReply: Codable, Hashable, Sendable {
    case done
    case size(UInt64)
    case process(Int?)
    case accelerator(Accelerator)
    case words(String)
    case addresses([IPAddress])
    case network(NetworkSigns)
    case sensors([BoardSensor])
    case stance(Stance?)
    case report(DefenseReport)
    case signals(DefenseSignals)
    case failed(PCError)
}

/// A request with its number, one JSON text a line.
package struct ChassisCall: Codable, Hashable, Sendable {
    /// The longest line of either side, in bytes.
    static let longestLine = 4 << 20

    var id: Int
    var request: ChassisRequest
}

/// An answer with the number of its request.
struct ChassisAnswer: Codable, Hashable, Sendable {
    var id: Int
    var reply: ChassisReply

    static func classify(_ untrustedLine: [UInt8]) -> LineKind {
        struct Numbered: Decodable {
            var id: Int
        }
        guard let numbered = try? JSONDecoder().decode(Numbered.self, from: Data(untrustedLine)) else { return .noise }
        return .reply(numbered.id)
    }
}
