/// What the guest says of its operating system (`guest-get-osinfo`).
public struct GuestOperatingSystem: Sendable, Decodable, Hashable {
    /// What the agent for Windows says in the place of the `ID` of os-release(5).
    public static let windows = "mswindows"

    /// The system in one word, as `debian` or `mswindows`.
    public var id: String?
    /// Its name and version for people.
    public var prettyName: String?
    /// Its version in digits.
    public var versionID: String?

    private enum CodingKeys: String, CodingKey {
        case id
        case prettyName = "pretty-name"
        case versionID = "version-id"
    }
}

extension GuestAgent {
    /// Asks the guest what it is; what it answers is as true as the guest.
    public func operatingSystem(
        within time: Duration = .seconds(10)
    ) async throws(GuestAgentError) -> GuestOperatingSystem {
        try await execute(SystemQuestion(), within: time)
    }
}

private struct SystemQuestion: GuestAgentCommand {
    typealias Reply = GuestOperatingSystem
    static let name = "guest-get-osinfo"
}
