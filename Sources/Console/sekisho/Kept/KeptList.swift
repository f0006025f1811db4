import ArgumentParser
import ConsoleAPI

/// Lists the kept files.
struct KeptList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List what is kept of a PC's files.")

    @Argument(help: "The PC.")
    var endpoint: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        try output.show(try await ConsoleClient.saved().send(Calls.keptFiles, endpoint), words: Self.words)
    }

    private static func words(_ files: [KeptFileView]) -> String {
        var table = Table("id", "path", "infection", "bytes", "copied", "sha256")
        for file in files {
            table.add(
                file.id,
                file.path,
                file.infection,
                String(file.sizeBytes),
                Words.time(file.keptAt),
                file.sha256
            )
        }
        return table.text
    }
}
