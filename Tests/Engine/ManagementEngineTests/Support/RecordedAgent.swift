import Foundation
import ApplianceLink
import GuestAgent
import JSONLines
import Simulation
import Testing

@testable import ManagementEngine
@testable import VirtualPC

/// A guest agent at the far end of a socket, which plays a dialogue: one JSON object a line, each a command that is
/// expected and what is answered.
///
/// `execute` is the command. Of `guest-exec`, `script` must be in the PowerShell that is run and `input` must be its
/// standard input. `return` is the answer, `out` and `err` are put into it as the agent encodes them, and `raw` is sent
/// in the place of any answer.
struct RecordedAgent: Sendable {
    private struct Turn {
        let fields: [String: Any]
        func text(_ name: String) -> String? { fields[name] as? String }
    }

    private let dialogue: String

    init(_ dialogue: String) {
        self.dialogue = dialogue
    }

    /// Gives the work the near end; afterwards every turn of the dialogue must have been taken.
    func during(_ work: @escaping @Sendable (GuestAgent) async throws -> Void) async throws {
        var ends: [CInt] = [0, 0]
        try #require(socketpair(AF_UNIX, CInt(SOCK_STREAM.rawValue), 0, &ends) == 0)
        let near = try await LineConnection.adopting(
            descriptor: ends[0],
            limit: GuestAgent.longestLine,
            classify: GuestAgent.classify
        )
        let far = try await LineConnection.adopting(descriptor: ends[1], limit: 1 << 20) { _ in .event }
        let agent = GuestAgent(taking: near)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await play(at: far) }
            group.addTask {
                defer { agent.close() }
                try await work(agent)
            }
            try await group.waitForAll()
        }
    }

    private func play(at far: LineConnection) async throws {
        var turns = try dialogue.split(separator: "\n").map { line in
            let object = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return Turn(fields: try #require(object as? [String: Any]))
        }[...]
        for await line in far.events {
            let order = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            guard let turn = turns.popFirst() else {
                Issue.record("the dialogue is over, but \(order) was asked")
                return far.close()
            }
            Self.check(order, against: turn)
            far.send(try Self.answer(turn, to: order))
        }
        #expect(turns.isEmpty, "\(turns.count) turns of the dialogue were not taken")
    }

    private static func check(_ order: [String: Any], against turn: Turn) {
        #expect(order["execute"] as? String == turn.text("execute"))
        guard order["execute"] as? String == "guest-exec", let arguments = order["arguments"] as? [String: Any] else {
            return
        }
        #expect(arguments["path"] as? String == "powershell.exe")
        let words = arguments["arg"] as? [String] ?? []
        #expect(words.dropLast() == ["-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand"])
        // Windows takes command lines of 32,767 characters.
        #expect(words.joined(separator: " ").utf8.count < 32_000)
        let script = words.last.flatMap { Data(base64Encoded: $0) }.flatMap {
            String(data: $0, encoding: .utf16LittleEndian)
        }
        if let part = turn.text("script") { #expect(script?.contains(part) == true, "\(part)") }
        // An environment would take the place of Windows' own.
        #expect(arguments["env"] == nil)
        let input = (arguments["input-data"] as? String).flatMap { Data(base64Encoded: $0) }
        if let expected = turn.text("input") { #expect(input.map { String(decoding: $0, as: UTF8.self) } == expected) }
    }

    private static func answer(_ turn: Turn, to order: [String: Any]) throws -> [UInt8] {
        if let raw = turn.text("raw") {
            return Array(raw.replacing("ID", with: "\(order["id"] ?? 0)").utf8)
        }
        var reply = turn.fields["return"]
        if var fields = reply as? [String: Any] {
            for (short, long) in [("out", "out-data"), ("err", "err-data")] {
                fields[long] = turn.text(short).map { Data($0.utf8).base64EncodedString() }
            }
            reply = fields
        }
        var answer: [String: Any] = ["id": order["id"] ?? 0]
        answer["return"] = reply
        answer["error"] = turn.fields["error"]
        return Array(try JSONSerialization.data(withJSONObject: answer))
    }
}

extension AssistedPC {
    /// A PC in whose user OS that agent is.
    init(_ base: SimulatedPC, agent: GuestAgent, appliance: @escaping @Sendable (ApplianceRequest) -> ApplianceReply) {
        self.init(
            base,
            system: { () async throws(PCError) in try await agent.userSystem() },
            guest: { command async throws(PCError) in try await agent.run(command) },
            appliance: appliance
        )
    }
}
