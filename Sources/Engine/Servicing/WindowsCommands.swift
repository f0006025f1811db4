import FoundationEssentials
import Inventory
import VirtualPC

/// What is run inside Windows to learn of it and to repair it.
///
/// Each command is a fixed script of PowerShell; what varies reaches it as JSON on its standard input, never as text of
/// the script. Updates are named by Microsoft's numbers in lower case, `kb5034441`; a repository in Debian's form with
/// one entry for each stages them, file names with the number in them.
struct WindowsCommands: SystemCommands {
    /// How a script says no.
    let absent = 3

    /// Prints JSON: the system, its updates, its programs.
    var readFacts: GuestCommand { PowerShell(WindowsScripts.readFacts).command() }

    /// Prints JSON: the updates that are not installed.
    var listMissing: GuestCommand { PowerShell(WindowsScripts.listMissing).command(deadline: .seconds(900)) }

    func facts(untrustedOutput: String, learntAt: Date) -> [SoftwareFact] {
        SoftwareFact.facts(untrustedWindows: untrustedOutput, learntAt: learntAt)
    }

    func digest(of path: String) -> GuestCommand {
        PowerShell(WindowsScripts.digest).command(["path": .text(Self.local(path))])
    }

    func remove(_ path: String) -> GuestCommand {
        PowerShell(WindowsScripts.remove).command(["path": .text(Self.local(path))])
    }

    func exists(_ path: String) -> GuestCommand {
        PowerShell(WindowsScripts.exists).command(["path": .text(Self.local(path))])
    }

    var needsRestart: GuestCommand { PowerShell(WindowsScripts.needsRestart).command() }

    func restore(_ file: KeptFile) -> GuestCommand {
        PowerShell(WindowsScripts.takePayload + WindowsScripts.restore).command(
            [
                "path": .text(Self.local(file.path)), "sha256": .text(file.sha256),
                "modified": .number(Int64(clamping: Int(file.modifiedAt.timeIntervalSince1970))),
            ],
            deadline: .seconds(300)
        )
    }

    func installFromPayload(_ names: [String]) -> GuestCommand {
        PowerShell(WindowsScripts.takePayload + WindowsScripts.install).command(
            ["names": .list(names)],
            deadline: .seconds(3600)
        )
    }

    func installFromCache(_ names: [String]) -> GuestCommand {
        PowerShell(WindowsScripts.installThroughProxy).command(
            [
                "names": .list(names), "proxy": .text(DebianCommands.cache),
                "address": .text(String(DebianCommands.patchAddress.prefix { $0 != "/" })),
            ],
            deadline: .seconds(3600)
        )
    }

    func complaint(untrustedInstallation output: String) -> String? {
        WindowsInstallation.complaint(untrustedOutput: output)
    }

    func connect(to host: String, port: UInt16) -> GuestCommand {
        PowerShell(WindowsScripts.connect).command(["host": .text(host), "port": .number(Int64(port))])
    }

    /// The scan's path on the system's volume as Windows writes it, without the drive, which only Windows knows.
    ///
    /// No name of Windows holds a backslash or a colon; one that does would lead elsewhere and is spoilt.
    static func local(_ path: String) -> String {
        let names = path.split(separator: "/").filter { $0 != ".." && $0 != "." }
        return names.map { $0.replacing("\\", with: "?").replacing(":", with: "?") }.joined(separator: "\\")
    }
}

/// A script of PowerShell and how it is handed to a guest agent.
struct PowerShell: Sendable {
    /// What a script can be told.
    enum Argument: Sendable, Hashable, Encodable {
        case text(String)
        case number(Int64)
        case list([String])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .number(let number): try container.encode(number)
            case .list(let texts): try container.encode(texts)
            }
        }
    }

    private let script: String

    /// A script in whose text `$order` is what it was told.
    init(_ body: String) {
        script = """
            $ErrorActionPreference = 'Stop'
            $ProgressPreference = 'SilentlyContinue'
            [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
            $order = $input | Out-String | ConvertFrom-Json
            try {
            \(body)
            } catch {
                [Console]::Error.WriteLine($_.Exception.Message)
                exit 1
            }
            """
    }

    /// The command that runs it; an agent that is given an environment would take everything else away.
    func command(
        _ order: [String: Argument] = [:],
        deadline: Duration = .seconds(120)
    ) -> GuestCommand {
        let encoded = Data(script.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).base64EncodedString()
        return GuestCommand(
            path: "powershell.exe",
            arguments: ["-NoProfile", "-NonInteractive", "-OutputFormat", "Text", "-EncodedCommand", encoded],
            input: Self.ascii(order),
            deadline: deadline
        )
    }

    /// JSON in ASCII alone, for Windows reads a standard input in whatever code page it has.
    private static func ascii(_ order: [String: Argument]) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let json = (try? encoder.encode(order)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        return json.utf16.flatMap { unit -> [UInt8] in
            guard unit > 0x7E else { return [UInt8(unit)] }
            let digits = String(unit, radix: 16)
            return Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
        }
    }
}
