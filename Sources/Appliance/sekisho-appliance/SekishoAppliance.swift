import ArgumentParser

/// The program inside the appliance, started by its init.
@main
struct SekishoAppliance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho-appliance",
        abstract: "Guards the wire, scans the disk and repairs the user OS; runs inside the appliance only.",
        subcommands: [Run.self, ScanDisk.self, ServeNotice.self],
        defaultSubcommand: Run.self
    )
}
