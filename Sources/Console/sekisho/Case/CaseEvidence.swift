import ArgumentParser
import ConsoleAPI
import FoundationEssentials

/// Fetches the evidence of a case.
struct CaseEvidence: AsyncParsableCommand {
    /// A part of it.
    enum Part: String, ExpressibleByArgument, CaseIterable {
        case capture
        case records
    }

    static let configuration = CommandConfiguration(
        commandName: "evidence",
        abstract: "Fetch the evidence of a case from its PC: packets as pcap, records as JSON lines."
    )

    @Argument(help: "Its id.")
    var id: String
    @Option(help: "The part.")
    var part = Part.capture
    @Option(name: .shortAndLong, help: "The file to write; by default named after the finding.", completion: .file())
    var outputFile: String?

    func run() async throws {
        let file = try await ConsoleClient.saved().send(Calls.evidence, id, part.rawValue)
        let path = outputFile ?? String(file.name.filter { $0 != "/" })
        try file.content.write(to: URL(filePath: path), options: .withoutOverwriting)
        print("\(path): \(file.content.count) bytes")
    }
}
