public import Fleet
import FoundationEssentials
import GRDB
import Glibc

/// The console's database in one SQLite file: endpoints, snapshots, jobs and cases.
///
/// It holds the passwords of management engines, so the file is its owner's alone. A write that has returned survives
/// the loss of power.
public final class FleetDatabase: Sendable {
    private let pool: DatabasePool

    /// Opens the database, or makes it, and brings its tables up to date.
    public init(path: String) throws(FleetError) {
        try Self.makePrivate(path)
        do {
            pool = try DatabasePool(path: path, configuration: Self.configuration)
            try Self.migrator.migrate(pool)
        } catch {
            throw FleetError.storage("\(path): \(error)")
        }
    }

    /// Ends all connections; nothing may be asked afterwards.
    public func close() throws(FleetError) {
        do { try pool.close() } catch { throw FleetError.storage("\(error)") }
    }

    func read<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(FleetError) -> Value {
        do { return try await pool.read(body) } catch { throw Self.named(error) }
    }

    func write<Value: Sendable>(
        _ body: @escaping @Sendable (Database) throws -> Value
    ) async throws(FleetError) -> Value {
        do { return try await pool.write(body) } catch { throw Self.named(error) }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        return configuration
    }

    private static func named(_ error: any Error) -> FleetError {
        switch error {
        case let error as FleetError: error
        case is CancellationError: .interrupted
        default: .storage("\(error)")
        }
    }

    /// SQLite gives its log the mode of the database, so the mode is set before SQLite sees the file.
    private static func makePrivate(_ path: String) throws(FleetError) {
        let descriptor = Glibc.open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FleetError.storage("\(path): \(String(cString: strerror(errno)))") }
        defer { _ = Glibc.close(descriptor) }
        guard fchmod(descriptor, 0o600) == 0 else {
            throw FleetError.storage("\(path): \(String(cString: strerror(errno)))")
        }
    }
}
