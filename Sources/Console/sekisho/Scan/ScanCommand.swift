import ArgumentParser

/// What can be done with scans.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Scan the disks of PCs from outside.",
        subcommands: [ScanStart.self, ScanPause.self, ScanResume.self, ScanCancel.self]
    )
}
