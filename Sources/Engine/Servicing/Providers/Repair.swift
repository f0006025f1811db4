import ObjectManager
import AMTSchema
import CIMModel
import Inventory
package import VirtualPC

/// Acting on the user OS through its agent.
package struct RepairProvider: Provider {
    let pc: any VirtualPC
    let shop: RepairShop
    let operations: Operations

    package init(pc: any VirtualPC, shop: RepairShop, operations: Operations) {
        self.pc = pc
        self.shop = shop
        self.operations = operations
    }

    private typealias Started = Values<SKS.RepairService.OperationStarted>

    func instances() async throws -> [Instance<SKS.RepairService>] {
        let status = await pc.status()
        let taken = try await shop.snapshotTakenAt
        return [
            Instance(named: "Sekisho Repair Service") {
                $0.agentConnected = status.agentConnected
                $0.snapshotTakenAt = taken?.iso8601 ?? ""
            }
        ]
    }

    var methods: [Handler<SKS.RepairService>] {
        [
            .on(\.removeFile) { input, output in
                guard let path = input.path, path.hasPrefix("/"), path.utf8.count <= 4096,
                    !path.utf8.contains(0), let sha256 = input.sha256, sha256.isSHA256
                else { return .invalidParameter }
                return try await begin("RemoveFile", &output) { try await shop.remove(path, sha256: sha256) }
            },
            .on(\.installPackages) { input, output in
                let names = (input.names ?? []).compactMap { PackageName(untrusted: $0) }
                guard let source = input.source, !names.isEmpty, names.count == input.names?.count else {
                    return .invalidParameter
                }
                guard source == .cache else {
                    return try await begin("InstallPackages", &output) { try await shop.installFromPayload(names) }
                }
                guard let repositories = input.repositories, repositories.areRepositories else {
                    return .invalidParameter
                }
                return try await begin("InstallPackages", &output) {
                    try await shop.installFromCache(names, of: repositories)
                }
            },
            .on(\.refreshFacts) { _, output in
                try await begin("RefreshFacts", &output) { _ = try await shop.refreshFacts() }
            },
            .on(\.checkNetwork) { input, output in
                guard let host = HostName(untrusted: input.host ?? ""), let port = input.port else {
                    return .invalidParameter
                }
                return try await begin("CheckNetwork", &output) {
                    guard try await shop.reaches(host, port: port) else {
                        throw PCError.refused("\(host.text) port \(port) cannot be reached from the user OS")
                    }
                }
            },
        ] + diskMethods
    }

    private var diskMethods: [Handler<SKS.RepairService>] {
        [
            .on(\.restoreFile) { input, output in
                guard let id = input.fileID, KeptFile.isID(id) else { return .invalidParameter }
                return try await begin("RestoreFile", &output) { try await shop.restore(id) }
            },
            .on(\.forgetFile) { input, output in
                guard let id = input.fileID, KeptFile.isID(id) else { return .invalidParameter }
                return try await begin("ForgetFile", &output) { try await shop.forget(id) }
            },
            .on(\.takeSnapshot) { _, output in
                try await begin("TakeSnapshot", &output) { try await shop.takeSnapshot() }
            },
            .on(\.returnToSnapshot) { _, output in
                try await begin("ReturnToSnapshot", &output) { try await shop.returnToSnapshot() }
            },
            .on(\.forgetSnapshot) { _, output in
                try await begin("ForgetSnapshot", &output) { try await shop.forgetSnapshot() }
            },
            .on(\.resetDisk) { input, output in
                guard let keepsData = input.keepData else { return .invalidParameter }
                return try await begin("ResetDisk", &output) { try await shop.resetDisk(keepsData: keepsData) }
            },
            .on(\.restartIfNeeded) { _, output in
                try await report("RestartIfNeeded", &output) {
                    "{\"restarted\":\(try await shop.restartIfNeeded())}"
                }
            },
        ]
    }

    private func begin(
        _ kind: String,
        _ output: inout Started,
        _ work: @escaping @Sendable () async throws -> Void
    ) async throws -> PTStatus {
        try await report(kind, &output) {
            try await work()
            return "{}"
        }
    }

    private func report(
        _ kind: String,
        _ output: inout Started,
        _ work: @escaping @Sendable () async throws -> String
    ) async throws -> PTStatus {
        let identifier = try await operations.begin(kind) { _ in try await work() }
        guard let identifier else { return .maxLimitReached }
        output.operationID = identifier
        return .success
    }
}
