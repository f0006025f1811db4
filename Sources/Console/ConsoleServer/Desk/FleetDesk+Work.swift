public import ConsoleAPI
import Fleet
import Foundation
import Inventory

extension FleetDesk {
    public func scan(_ order: ScanRequest, of name: String) async throws -> OperationView {
        let rate = try Self.bounded(order.megabytesPerSecond, "megabytesPerSecond", factor: 1 << 20)
        let seconds = try Self.bounded(order.minutes, "minutes", factor: 60)
        return try await begin(.scan(ScanOptions(isFull: order.full, bytesPerSecond: rate, seconds: seconds)), name)
    }

    public func change(scan change: ScanChange, of name: String) async throws {
        try await answering { try await control(of: name).control(scan: change.verb) }
    }

    public func listUpdates(_ order: UpdateRequest, of name: String) async throws -> OperationView {
        try await begin(.listUpdates(repositories: order.repositories ?? [repository]), name)
    }

    public func operation(_ id: String, of name: String) async throws -> OperationView {
        try await answering { OperationView(try await control(of: name).operation(id)) }
    }

    public func keptFiles(of name: String) async throws -> [KeptFileView] {
        try await answering { try await control(of: name).keptFiles().map { KeptFileView($0) } }
    }

    public func restoreFile(_ id: String, of name: String) async throws -> OperationView {
        try await begin(.restoreFile(id: try Self.named(id)), name)
    }

    public func forgetFile(_ id: String, of name: String) async throws -> OperationView {
        try await begin(.forgetFile(id: try Self.named(id)), name)
    }

    private func begin(_ order: WorkOrder, _ name: String) async throws -> OperationView {
        try await answering {
            let control = try await control(of: name)
            let id = try await control.begin(order)
            return OperationView(try await control.operation(id))
        }
    }

    private static func named(_ untrustedID: String) throws -> String {
        guard KeptFile.isID(untrustedID) else { throw Problem.notFound("kept file", untrustedID) }
        return untrustedID
    }

    private static func bounded(_ value: Int?, _ name: String, factor: Int) throws -> Int? {
        guard let value else { return nil }
        guard (1...100_000).contains(value) else { throw Problem.badRequest("'\(name)' is from 1 to 100000.") }
        return value * factor
    }
}

extension ScanChange {
    /// What the fleet calls it.
    fileprivate var verb: ScanVerb {
        switch self {
        case .pause: .pause
        case .resume: .resume
        case .cancel: .cancel
        }
    }
}

extension OperationView {
    fileprivate init(_ operation: EndpointOperation) {
        let state: JobState =
            switch operation.state {
            case .running: .running
            case .succeeded: .succeeded
            case .failed: .failed
            }
        self.init(
            id: operation.id,
            state: state,
            percent: operation.percent,
            text: operation.text,
            result: operation.result
        )
    }
}

extension KeptFileView {
    fileprivate init(_ file: KeptFile) {
        self.init(
            id: file.id,
            path: file.path,
            infection: file.infection,
            sha256: file.sha256,
            sizeBytes: file.sizeBytes,
            keptAt: file.keptAt
        )
    }
}
