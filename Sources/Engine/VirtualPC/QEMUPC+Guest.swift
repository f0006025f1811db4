import GuestAgent
import Inventory
public import PacketPolicy

extension QEMUPC {
    /// Runs a program in the user OS and waits for its end.
    public func run(_ command: GuestCommand) async throws(PCError) -> GuestOutput {
        guard let agent, power.isAgentConnected else {
            throw .guestSilent("the guest agent of the user OS does not answer")
        }
        let execution = GuestExecution(
            path: command.path,
            arguments: command.arguments,
            environment: command.environment,
            input: command.input
        )
        do throws(GuestAgentError) {
            let result = try await agent.run(execution, limit: command.outputLimit, within: command.deadline)
            return GuestOutput(
                exitStatus: result.exitStatus,
                standardOutput: result.standardOutput,
                standardError: result.standardError,
                isTruncated: result.isTruncated
            )
        } catch {
            throw Self.error(error)
        }
    }

    public func userAddresses() async -> Set<IPAddress> {
        guard let agent, power.isAgentConnected,
            let own = hardware.nics.first.flatMap({ MACAddress(untrusted: $0.mac) }),
            let untrusted = try? await agent.interfaces()
        else { return [] }
        let adapters = untrusted.filter { $0.mac.flatMap { MACAddress(untrusted: $0) } == own }
        let addresses = adapters.flatMap { $0.addresses ?? [] }.compactMap { IPAddress(untrusted: $0.address) }
        return Set(addresses.prefix(Self.greatestAddressCount))
    }

    private static let greatestAddressCount = 64

    private static func error(_ error: GuestAgentError) -> PCError {
        switch error {
        case .stillRunning: .timedOut("\(error)")
        case .refused: .refused("\(error)")
        case .line, .malformed: .guestSilent("\(error)")
        }
    }
}
