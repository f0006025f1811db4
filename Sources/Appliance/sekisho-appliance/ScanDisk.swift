import Appliance
import ArgumentParser
import Glibc

/// Scans a disk by hand.
struct ScanDisk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan-disk",
        abstract: "Scan a disk of this machine as the appliance scans the user disk, and print the report."
    )

    @Argument(help: "The kernel's name of the disk, as loop0.")
    var disk: String
    @Option(help: "The folder of what is kept: definitions, what was found clean, infected files.")
    var data = Layout().data
    @Option(name: .customLong("run"), help: "The folder of sockets and mounts.")
    var running = Layout().run
    @Option(help: "The folder of clamd.conf.")
    var configuration = Layout().configuration
    @Flag(help: "Scan every file.")
    var full = false
    @Option(help: "The most bytes to read a second.")
    var rate: Int?

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        var layout = Layout()
        (layout.data, layout.run, layout.configuration) = (data, running, configuration)
        print(try await DiskScan(layout: layout).report(disk: disk, isFull: full, bytesPerSecond: rate))
    }
}
