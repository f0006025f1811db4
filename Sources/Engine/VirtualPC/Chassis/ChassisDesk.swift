import FoundationEssentials
import PacketPolicy
import Synchronization

/// Takes requests and has them done.
struct ChassisDesk: Sendable {
    let host: any HostControl
    let filter: any PacketControl

    /// The answer to a line; nil when it is no request, after which the connection is of no use.
    func answer(_ untrustedLine: [UInt8]) async -> ChassisAnswer? {
        guard let call = try? JSONDecoder().decode(ChassisCall.self, from: Data(untrustedLine)) else { return nil }
        do {
            return ChassisAnswer(id: call.id, reply: try await carryOut(call.request))
        } catch let error as PCError {
            return ChassisAnswer(id: call.id, reply: .failed(error))
        } catch {
            return ChassisAnswer(id: call.id, reply: .failed(.failed("\(error)")))
        }
    }

    /// Does what an answer need not wait for. What fails is tried again, and reported, by the next change.
    func tidy() async { try? await filter.tidy() }

    private func carryOut(_ request: ChassisRequest) async throws -> ChassisReply {
        switch request {
        case .diskBytes: return .size(try await host.diskBytes())
        case .accelerator: return .accelerator(try await host.accelerator())
        case .start(let order): return .process(try await host.start(order))
        case .find(let machine): return .process(try await host.find(machine))
        case .lastWords(let machine): return .words(try await host.lastWords(of: machine))
        case .installFilter: return .stance(try await filter.install())
        case .defenseReport: return .report(try await filter.report())
        case .defenseSignals: return .signals(try await filter.signals())
        case .applyAddressing(let addressing): return .addresses(try await host.apply(addressing))
        case .addresses: return .addresses(try await host.addresses())
        case .sensors: return .sensors(try await host.sensors())
        case .networkSigns: return .network(try await host.networkSigns())
        case .checkAddressing(let addressing): try await host.check(addressing)
        case .applyStance(let stance): try await filter.apply(stance)
        case .applyDefense(let defense): try await filter.apply(Self.bounded(defense))
        case .endEncounter: try await filter.endEncounter()
        case .uninstallFilter: try await filter.uninstall()
        case .kill(let machine): try await host.kill(machine)
        case .prepare: try await host.prepare()
        case .raiseWires: try await host.raiseWires()
        case .makeView: try await host.makeView()
        case .openView: try await host.openView()
        case .removeView: try await host.removeView()
        case .answerPing(let isAnswered): try await host.answerPing(isAnswered)
        case .snapshot(let deed): try await host.snapshot(deed)
        case .keepFirmware(let deed): try await host.keepFirmware(deed)
        case .resetDisk(let keepsData): try await host.resetDisk(keepsData: keepsData)
        }
        return .done
    }

    /// The most filters that the kernel is given.
    static let greatestFilterCount = 4096

    private static func bounded(_ defense: SystemDefense) throws(PCError) -> SystemDefense {
        guard defense.active?.filters.count ?? 0 <= greatestFilterCount else {
            throw .refused("a policy has at most \(greatestFilterCount) filters")
        }
        return defense
    }
}

/// How many are inside.
final class Count: Sendable {
    private let inside = Mutex(0)

    /// Enters; false when there are too many. Whoever enters leaves, in either case.
    func enter(atMost greatest: Int) -> Bool {
        inside.withLock { inside in
            inside += 1
            return inside <= greatest
        }
    }

    func leave() { inside.withLock { $0 -= 1 } }
}
