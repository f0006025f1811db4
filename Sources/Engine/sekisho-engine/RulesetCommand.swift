import ArgumentParser
import NFTables
import PacketPolicy

/// Prints the filter of a chassis as nft reads it, without touching the kernel.
struct RulesetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ruleset",
        abstract: "Prints the filter of a stance as nft reads it."
    )

    @Option(help: "open, patching or quarantine.")
    var stance = Stance.open.rawValue

    @Option(help: "The hardware address of the user OS.")
    var mac = "52:54:00:77:00:01"

    func run() throws {
        guard let stance = Stance(rawValue: stance) else {
            throw ValidationError("--stance must be open, patching or quarantine.")
        }
        guard let address = MACAddress(untrusted: mac) else {
            throw ValidationError("--mac must be six octets separated by colons.")
        }
        let policy = Policy(stance: stance, hardwareAddress: address)
        print(Ruleset(chassis: try Chassis(), policy: policy).text)
    }
}
