import ArgumentParser
import ConsoleAPI
import FoundationEssentials

/// Adds an endpoint.
struct EndpointAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a PC to the fleet.")

    @Argument(help: "Its name in the fleet.")
    var name: String
    @Option(help: "The address of its engine; https://ADDRESS to speak to it with TLS.")
    var address: String
    @Option(help: "The port of its engine; 16992 unless said, 16993 with TLS.")
    var port: Int?
    @Option(help: "The administrator's name at its engine.")
    var user = "admin"
    @Option(help: "A file whose first line is the administrator's password at its engine.", completion: .file())
    var passwordFile: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: passwordFile) else {
            throw CommandError.file(path: passwordFile, reason: "cannot be read")
        }
        let password = String(decoding: bytes.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        let addition = EndpointAddition(name: name, address: address, port: port, user: user, password: password)
        let added = try await ConsoleClient.saved().send(Calls.addEndpoint, body: addition)
        try output.show(added) { Words.endpoints([$0]) }
    }
}
