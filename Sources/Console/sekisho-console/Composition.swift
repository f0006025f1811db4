import ConsoleServer
import Fleet
import FleetSQLite
import Foundation
import Logging
import NIOCore
import ServiceLifecycle
import UnixSignals

/// Puts the parts of the console together and runs them as one service group.
struct Composition {
    private let options: SekishoConsole
    private let directory: URL
    private let logger: Logger

    init(_ options: SekishoConsole) {
        self.options = options
        directory = URL(filePath: options.state, directoryHint: .isDirectory)
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        var logger = Logger(label: "sekisho-console")
        logger.logLevel = options.verbose ? .debug : .notice
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT.
    func run() async throws {
        try makeDirectory()
        let database = try FleetDatabase(path: directory.appending(path: "console.sqlite").path)
        for endpoint in options.addEndpoint { try await endpoint.add(to: database) }
        let fleet = try fleetServices(database)
        let services: [any Service] = [
            JobRunner(fleet, logger: logger),
            CaseWatcher(fleet, logger: logger),
            ContentService(
                directory: directory.appending(path: "content"),
                address: options.contentListen,
                logger: logger
            ),
            try await consoleService(fleet),
        ]
        let group = ServiceGroup(
            configuration: .init(services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        )
        do {
            try await group.run()
        } catch let error as IOError {
            throw StartError.listen(reason: String(cString: strerror(error.errnoCode)).lowercased())
        }
        try database.close()
    }

    private func fleetServices(_ database: FleetDatabase) throws -> FleetServices {
        let content = ContentDirectory(
            directory: directory.appending(path: "content"),
            url: options.contentURL,
            publisher: try Publisher(in: directory)
        )
        try content.prepare()
        return FleetServices(
            endpoints: database,
            jobs: database,
            cases: database,
            connector: AMTConnector(database),
            catalog: content,
            settings: options.stories.settings,
            changes: ChangeFeed()
        )
    }

    private func consoleService(_ fleet: FleetServices) async throws -> ConsoleService {
        let accounts = try Accounts.open(in: directory, announce: tell)
        let certificate = try ServerCertificate.open(in: directory, names: options.name)
        let address = options.listen
        return try await ConsoleService(
            desk: FleetDesk(fleet, branch: try BranchKey(in: directory)),
            sessions: Sessions(accounts: accounts, directory: directory),
            certificate: certificate,
            address: address,
            logger: logger
        ) { channel in
            print("sekisho-console listens at \(address), certificate SHA-256 \(certificate.fingerprint)")
            fflush(nil)
        }
    }

    private func tell(_ password: String) throws {
        guard let path = options.passwordOut else {
            print("administrator: \(Accounts.administrator)\npassword: \(password)   (shown this once)")
            return
        }
        let attributes: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard
            FileManager.default.createFile(atPath: path, contents: Data((password + "\n").utf8), attributes: attributes)
        else { throw StartError.unwritable(path: path) }
    }

    private func makeDirectory() throws {
        do {
            try FileManager.default.createDirectory(
                at: directory,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw StartError.stateDirectory(path: directory.path, reason: error.localizedDescription)
        }
        guard FileManager.default.isWritableFile(atPath: directory.path) else {
            throw StartError.stateDirectory(path: directory.path, reason: "it is not writable")
        }
    }
}
