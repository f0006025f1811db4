import ArgumentParser
import ConsoleServer
import Foundation

/// The console.
@main struct SekishoConsole: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sekisho-console",
        abstract: "Serves the pages and the REST interface, runs the stories, and offers content to appliances.",
        discussion: """
            The first start makes the administrator 'admin' and prints the password once, together with the \
            fingerprint of the certificate. Everything is kept in the state directory.
            """
    )

    @Option(help: "The directory where everything is kept.", completion: .directory)
    var state: String
    @Option(help: "Where HTTPS listens: HOST:PORT or unix:/path.")
    var listen: ListenAddress = .everyday
    @Option(help: "Where plain HTTP offers the content directory: HOST:PORT.")
    var contentListen: ListenAddress = .everydayContent
    @Option(help: "The URL under which appliances see the content directory.")
    var contentURL = "http://console.lan:8080/content"
    @Option(help: "An endpoint to add when it is not there yet: name=…,address=…,password-file=…[,port=…][,user=…].")
    var addEndpoint: [NewEndpoint] = []
    @Option(help: "Write the administrator's password to this file when it is made, instead of printing it.")
    var passwordOut: String?
    @Option(help: "A further name or address that people use for the console, for its certificate.")
    var name: [String] = []
    @OptionGroup var stories: StoryOptions
    @Flag(help: "Log more.")
    var verbose = false

    func run() async throws {
        try await Composition(self).run()
    }
}
