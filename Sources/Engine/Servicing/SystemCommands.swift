import FoundationEssentials
import Inventory
import VirtualPC

/// What is run inside a user OS of one kind to learn of it and to repair it, and how its answers are read.
protocol SystemCommands: Sendable {
    /// Prints what is installed.
    var readFacts: GuestCommand { get }

    /// Reads what ``readFacts`` printed; what has another form is passed over.
    func facts(untrustedOutput: String, learntAt: Date) -> [SoftwareFact]

    /// Prints the SHA-256 of a file, in hex, before anything else.
    func digest(of path: String) -> GuestCommand

    /// Removes a file.
    func remove(_ path: String) -> GuestCommand

    /// Ends with 0 when the file is there, and with ``absent`` when it is not.
    func exists(_ path: String) -> GuestCommand

    /// How ``exists(_:)`` ends when there is no such file.
    var absent: Int { get }

    /// Succeeds when something that was installed works after a restart only.
    var needsRestart: GuestCommand { get }

    /// Puts back the file that lies on the payload disk, where there is none.
    func restore(_ file: KeptFile) -> GuestCommand

    /// Installs what lies on the payload disk, without any network.
    func installFromPayload(_ names: [String]) -> GuestCommand

    /// Installs over the network, as far as the stance `patching` lets the user OS.
    func installFromCache(_ names: [String]) -> GuestCommand

    /// Says why an installation that came to its end has not done all that was asked; nil when it has.
    func complaint(untrustedInstallation output: String) -> String?

    /// Succeeds when a TCP connection to the host's port opens.
    func connect(to host: String, port: UInt16) -> GuestCommand
}

extension UserSystem {
    /// The commands for this kind of user OS.
    var commands: any SystemCommands {
        switch self {
        case .linux: DebianCommands()
        case .windows: WindowsCommands()
        }
    }
}
