import ArgumentParser
import ConsoleAPI
import FoundationEssentials

/// Gives the console another policy.
struct PolicySet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Give the console another policy of the guard.",
        discussion: "A mistake is refused with its line. `sekisho policy distribute` brings the policy to the PCs."
    )

    @Argument(help: "The file with the policy.", completion: .file())
    var file: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let bytes = try? Data(contentsOf: URL(filePath: file)) else {
            throw CommandError.file(path: file, reason: "it cannot be read")
        }
        let text = GuardPolicyText(text: String(decoding: bytes, as: UTF8.self))
        try output.show(try await ConsoleClient.saved().send(Calls.setPolicy, body: text)) { _ in
            "The console has the policy. Bring it to the PCs: sekisho policy distribute --all"
        }
    }
}
