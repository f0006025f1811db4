import Appliance
import ArgumentParser
import Glibc

/// Serves the page for a user OS that is cut off.
struct ServeNotice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve-notice",
        abstract: "Answer every web request with the page that says why the PC is cut off.",
        shouldDisplay: false
    )

    @Option(help: "The file with the page.")
    var page: String
    @Option(help: "The TCP port; 0 for any, which is printed.")
    var port = 80

    func run() async throws {
        signal(SIGPIPE, SIG_IGN)
        let saysPort = port == 0
        try await DeskServer(page: page, port: port).run { port in
            if saysPort { print(port) }
            fflush(nil)
        }
    }
}
