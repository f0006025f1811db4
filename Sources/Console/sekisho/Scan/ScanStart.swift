import ArgumentParser
import ConsoleAPI

/// Begins a scan.
struct ScanStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start",
        abstract: "Scan what has changed on the disk of a PC since it was found clean.",
        discussion: "With --follow the progress is printed, and the exit code is 0 only when the scan succeeds."
    )

    @Argument(help: "The PC.")
    var endpoint: String
    @Flag(help: "Scan every file.")
    var full = false
    @Option(help: "The most mebibytes to read a second.")
    var rate: Int?
    @Option(help: "After how many minutes to leave the rest to the next scan.")
    var minutes: Int?
    @Flag(help: "Wait for the end.")
    var follow = false
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let client = try ConsoleClient.saved()
        let order = ScanRequest(full: full, megabytesPerSecond: rate, minutes: minutes)
        let started = try await client.send(Calls.scan, endpoint, body: order)
        try await OperationFollower(client: client, endpoint: endpoint, output: output).show(started, follow)
    }
}
