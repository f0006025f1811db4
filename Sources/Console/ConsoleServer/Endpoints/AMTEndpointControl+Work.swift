import AMTClient
import AMTSchema
import CIMModel
public import Fleet
import Foundation
import Inventory

extension AMTEndpointControl {
    public func begin(_ order: WorkOrder) async throws(FleetError) -> String {
        guard let id = try await asking({ try await start(order) }), !id.isEmpty else {
            throw .refused("the endpoint began the work but gave no number for it")
        }
        return id
    }

    public func operation(_ id: String) async throws(FleetError) -> EndpointOperation {
        let instance = try await asking {
            do {
                return try await proxy(SKS.Operation.self).get(["OperationID": id])
            } catch AMTClientError.fault {
                throw FleetError.unknown("the endpoint knows no operation \(id)")
            }
        }
        return EndpointOperation(
            id: id,
            state: EndpointOperation.State(instance.state),
            percent: Int(instance.progress ?? 0),
            text: instance.text ?? "",
            result: instance.result ?? "",
            startedAt: Date(untrustedText: instance.startedAt),
            finishedAt: Date(untrustedText: instance.finishedAt)
        )
    }

    private func start(_ order: WorkOrder) async throws -> String? {
        let (appliance, repair) = (proxy(SKS.ApplianceService.self), proxy(SKS.RepairService.self))
        switch order {
        case .updateDefinitions(let content):
            return try await appliance.updateDefinitions { $0.take(content) }.operationID
        case .updateRules(let content):
            return try await appliance.updateRules { $0.take(content) }.operationID
        case .updatePolicy(let content):
            return try await appliance.updatePolicy { $0.take(content) }.operationID
        case .updateLists(let content):
            return try await appliance.updateLists { $0.take(content) }.operationID
        case .scan(let options):
            return try await appliance.startScan {
                $0.full = options.isFull
                $0.bytesPerSecond = options.bytesPerSecond.map { UInt64(clamping: $0) }
                $0.seconds = options.seconds.map { UInt32(clamping: $0) }
            }.operationID
        case .listUpdates(let repositories):
            return try await appliance.listUpdates { $0.repositories = repositories }.operationID
        case .stage(let packages, let repository):
            return try await appliance.stagePackages {
                $0.names = packages
                $0.repository = repository
            }.operationID
        case .removeFile, .install, .refreshFacts, .checkNetwork, .restoreFile, .forgetFile, .restartIfNeeded,
            .takeSnapshot, .returnToSnapshot, .forgetSnapshot, .resetDisk:
            return try await start(order, repair)
        }
    }

    private func start(_ order: WorkOrder, _ repair: Proxy<SKS.RepairService>) async throws -> String? {
        switch order {
        case .removeFile(let path, let sha256):
            return try await repair.removeFile {
                $0.path = path
                $0.sha256 = sha256
            }.operationID
        case .install(let packages, let source):
            return try await repair.installPackages {
                $0.names = packages
                switch source {
                case .payload: $0.source = .payload
                case .cache(let repositories):
                    $0.source = .cache
                    $0.repositories = repositories
                }
            }.operationID
        case .checkNetwork(let host, let port):
            return try await repair.checkNetwork {
                $0.host = host
                $0.port = UInt16(clamping: port)
            }.operationID
        case .restoreFile(let id): return try await repair.restoreFile { $0.fileID = id }.operationID
        case .forgetFile(let id): return try await repair.forgetFile { $0.fileID = id }.operationID
        case .restartIfNeeded: return try await repair.restartIfNeeded().operationID
        case .takeSnapshot: return try await repair.takeSnapshot().operationID
        case .returnToSnapshot: return try await repair.returnToSnapshot().operationID
        case .forgetSnapshot: return try await repair.forgetSnapshot().operationID
        case .resetDisk(let keepsData): return try await repair.resetDisk { $0.keepData = keepsData }.operationID
        default: return try await repair.refreshFacts().operationID
        }
    }
}

extension Values<SKS.ApplianceService.Download> {
    fileprivate mutating func take(_ content: Content) {
        self.url = content.url
        self.sha256 = content.sha256
        self.version = content.version
        self.date = content.date.formatted(.iso8601)
        self.publicKey = content.signature?.key
        self.signature = content.signature?.value
    }
}

extension EndpointOperation.State {
    /// A number that has no name is work that goes on: its end will have one.
    fileprivate init(_ state: SKS.OperationState?) {
        switch state {
        case .succeeded: self = .succeeded
        case .failed: self = .failed
        case .running, nil: self = .running
        }
    }
}
