import RemoteControl
import SystemDefense
import ObjectManager
import Servicing
import ApplianceLink
import FoundationEssentials
import Inventory
import Logging
import NVRAM
import PacketPolicy
import VirtualPC

/// Follows what happens to the PC: writes it down, and cuts the user OS off when the appliance asks for it.
struct Watch: Sendable {
    let pc: any VirtualPC
    let nvram: NVRAM
    let journal: EventJournal
    let operations: Operations
    let repair: RepairShop
    let agents: AgentKeeper
    let logger: Logger

    /// Follows the events until the surrounding task is cancelled.
    func run() async {
        let events = pc.events
        // A PC that does not say what it is may still say what becomes of it.
        var state = try? await TimeLimit.run(within: Self.patience) { [pc] in await pc.status().powerState }
        for await event in events {
            await follow(event, from: state)
            if case .powerChanged(let new) = event { state = new }
        }
    }

    private static let patience = Duration.seconds(5)

    /// - Parameter old: the state of the PC before; nil when nobody knows it.
    private func follow(_ event: PCEvent, from old: PowerState?) async {
        logger.info("event", metadata: ["event": "\(event)"])
        switch event {
        case .applianceEvent(let event): await follow(event)
        case .agentConnected:
            await keeping { try await nvram.settleBootCause() }
            await learn()
        case .powerChanged(let state):
            await agents.follow(AgentPresence.Host(state))
            await note(.change(to: state, from: old))
        case .restarted:
            await keeping { try await nvram.noteRestart() }
            await agents.follow(.on)
        case .bootFailed: await note(.bootFailed)
        case .crashed: await note(.crashed)
        case .bootProgress(let step): await note(.firmwareProgress(code: step.code))
        case .erased(let erasure): for part in erasure.parts { await note(.erased(part)) }
        case .stanceChanged(let stance, let reason): await note(.stance(stance, reason: reason))
        case .agentLost, .applianceChanged: break
        }
    }

    private func follow(_ event: ApplianceEvent) async {
        switch event {
        case .quarantineRequested(let finding):
            await cutOff(finding)
            await keep(finding)
        case .finding(let finding):
            await keep(finding)
            await findProgram(finding)
        case .noted(let finding): await keeping { try await nvram.add(finding) }
        case .ready(let health): await keep(health)
        case .progress: break
        }
    }

    /// The cut comes before the record of it: each packet counts.
    private func cutOff(_ finding: Finding) async {
        do {
            try await pc.cutOff(for: finding)
        } catch {
            logger.error("the quarantine asked for by the appliance failed", metadata: ["error": "\(error)"])
        }
    }

    private func keep(_ finding: Finding) async {
        await keeping { try await nvram.add(finding) }
        await note(.finding("\(finding.kind.rawValue): \(finding.summary)"))
    }

    /// Asks the agent of the user OS whose the connection was, and adds it to the finding.
    private func findProgram(_ finding: Finding) async {
        guard await pc.status().agentConnected else { return }
        await keeping {
            _ = try await operations.begin("FindProgram", by: .engine) { [pc, nvram] _ in
                guard let program = try await Self.program(behind: finding, of: pc) else { return "{}" }
                var completed = finding
                completed.program = program
                try await nvram.add(completed)
                return "{\"found\":true}"
            }
        }
    }

    /// What connects only for moments is looked for more than once.
    private static func program(behind finding: Finding, of pc: any VirtualPC) async throws -> String? {
        for look in 1...looks {
            let sockets = SocketTable(untrustedListing: try await pc.run(SocketTable.command).text)
            if let program = sockets.owner(of: finding) { return program }
            if look < looks { try await Task.sleep(for: .seconds(1)) }
        }
        return nil
    }

    private static let looks = 5

    private func keep(_ health: ApplianceHealth) async {
        await keeping { try await nvram.keep(health, learntAt: Date()) }
    }

    private func learn() async {
        await keeping {
            _ = try await operations.begin("LearnFacts", by: .engine) { [repair] _ in
                "{\"facts\":\(try await repair.refreshFacts())}"
            }
        }
    }

    private func note(_ event: LoggedEvent) async {
        await keeping { try await journal.log(event) }
    }

    private func keeping(_ write: () async throws -> Void) async {
        do {
            try await write()
        } catch {
            logger.error("NVRAM refused a write", metadata: ["error": "\(error)"])
        }
    }
}
