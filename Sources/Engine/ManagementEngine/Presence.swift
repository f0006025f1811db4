import PublicKeyManagement
import ObjectManager
import AMTSchema
import CIMModel
import WSMan
import XML

/// What an answer to a presence ping tells of the endpoint.
public struct Presence: Sendable {
    /// The port on which WS-Management answers.
    public let port: UInt16
    /// Whether it answers on both of its ports.
    public let hasBothPorts: Bool
    /// The version of AMT.
    public let version: (major: UInt8, minor: UInt8)
}

extension ManagementEngine {
    /// What to say to a presence ping; nil when nobody manages the PC, or the general settings say nothing is to be said.
    public nonisolated func presence() async -> Presence? {
        guard await isManaged() else { return nil }
        let settings = try? await dispatcher.get(AMT.GeneralSettings.className.resourceURI, Selectors())
        guard settings?["RmcpPingResponseEnabled"]?.text != "false", let state = try? await transport.active() else {
            return nil
        }
        let isPlain = state.network.acceptsPlain || !state.network.isEnabled
        let numbers = Identity.amtVersion.split(separator: ".").map { UInt8($0) ?? 0 }
        return Presence(
            port: isPlain ? 16_992 : 16_993,
            hasBothPorts: isPlain && state.network.isEnabled,
            version: (numbers.first ?? 0, numbers.dropFirst().first ?? 0)
        )
    }
}
