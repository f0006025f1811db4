import GuestAgent
import Inventory
public import PacketPolicy

extension QEMUPC {
    /// Runs a program in the user OS and waits for its end.
    public func run(_ command: GuestCommand) async throws(PCError) -> GuestOutput {
        try await listeningAgent().run(command)
    }

    /// What kind of system the user OS says it is.
    public func userSystem() async throws(PCError) -> UserSystem { try await listeningAgent().userSystem() }

    private func listeningAgent() throws(PCError) -> GuestAgent {
        guard let agent, power.isAgentConnected else {
            throw .guestSilent("the guest agent of the user OS does not answer")
        }
        return agent
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
}

extension GuestAgent {
    /// Runs a program in the guest as the engine's interface has it.
    func run(_ command: GuestCommand) async throws(PCError) -> GuestOutput {
        let execution = GuestExecution(
            path: command.path,
            arguments: command.arguments,
            environment: command.environment,
            input: command.input
        )
        do throws(GuestAgentError) {
            let result = try await run(execution, limit: command.outputLimit, within: command.deadline)
            return GuestOutput(
                exitStatus: result.exitStatus,
                standardOutput: result.standardOutput,
                standardError: result.standardError,
                isTruncated: result.isTruncated
            )
        } catch {
            throw PCError(error)
        }
    }

    /// What the guest is; an agent too old for the question is one of Linux, for Windows' has always known it.
    func userSystem() async throws(PCError) -> UserSystem {
        do throws(GuestAgentError) {
            return try await operatingSystem().id == GuestOperatingSystem.windows ? .windows : .linux
        } catch .refused {
            return .linux
        } catch {
            throw PCError(error)
        }
    }
}

extension PCError {
    fileprivate init(_ error: GuestAgentError) {
        self =
            switch error {
            case .stillRunning: .timedOut("\(error)")
            case .refused: .refused("\(error)")
            case .line, .malformed: .guestSilent("\(error)")
            }
    }
}
