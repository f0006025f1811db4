import ObjectManager
import AMTSchema
import CIMModel
import NVRAM

/// The data store for the programs that keep data in it.
package struct ThirdPartyDataStorage: Provider {
    let desk: StorageDesk

    package init(desk: StorageDesk) { self.desk = desk }

    func instances() -> [Instance<AMT.ThirdPartyDataStorageService>] {
        [
            Instance(named: "Intel(r) AMT Third Party Data Storage Service") {
                $0.enabledState = .notApplicable
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<AMT.ThirdPartyDataStorageService>] {
        limits + registration + applications + blocks + blockAttributes + data + groups + groupAttributes
    }

    private var limits: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.getMTU) { _, output in
                output.mtu = UInt32(DataStore.pageSize)
                return .success
            },
            .on(\.getTimeoutValues) { _, output in
                output.lockTimeout = UInt32(StorageSessions.lockTimeout)
                output.registrationTimeout = UInt32(StorageSessions.sessionTimeout)
                return .success
            },
            .on(\.getWriteEraseLimit) { caller, _, output in
                try await desk.serve(caller) { visit in
                    visit.sessions.writesLeft
                } answer: {
                    output.writeEraseLimit = UInt32(clamping: $0)
                }
            },
        ]
    }

    private var registration: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.registerApplication) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let wanted = DataStore.Application(
                        uuid: Hexadecimal.bytes(input.callerUUID ?? "", atMost: 16) ?? [],
                        vendor: try StorageVisit.name(input.vendorName),
                        name: try StorageVisit.name(input.applicationName),
                        enterprise: 0,
                        side: visit.isLocal ? .local : .network
                    )
                    return try visit.register(wanted, enterprise: try StorageVisit.name(input.enterpriseName))
                } answer: {
                    output.sessionHandle = $0
                }
            },
            .on(\.unregisterApplication) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    _ = try visit.application(input.sessionHandle)
                    visit.sessions.end(input.sessionHandle ?? "")
                }
            },
            .on(\.removeApplication) { caller, input, _ in
                try await desk.serve(caller) { try $0.remove(application: $0.application(input.sessionHandle)) }
            },
        ]
    }

    private var applications: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.getRegisteredApplications) { caller, input, output in
                try await desk.serve(caller) { visit in
                    visit.siblings(of: try visit.application(input.sessionHandle))
                } answer: {
                    output.appHandles = $0
                }
            },
            .on(\.getCurrentApplicationHandle) { caller, input, output in
                try await desk.serve(caller) { visit in
                    try visit.application(input.sessionHandle)
                } answer: {
                    output.applicationHandle = $0
                }
            },
            .on(\.getApplicationAttributes) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let asked = try StorageVisit.required(input.applicationBeingRequested)
                    let siblings = visit.siblings(of: try visit.application(input.sessionHandle))
                    guard siblings.contains(asked), let found = visit.tables.applications[asked] else {
                        throw StorageRefusal(.applicationDoesNotExist)
                    }
                    return found
                } answer: {
                    output.applicationName = $0.name
                    output.vendorName = $0.vendor
                }
            },
            .on(\.getBytesAvailable) { caller, input, output in
                try await desk.serve(caller) { visit in
                    visit.available(to: try visit.application(input.sessionHandle))
                } answer: {
                    output.bytesAvailable = $0
                }
            },
        ]
    }
}

// MARK: - Blocks

extension ThirdPartyDataStorage {
    /// Names of blocks have at most so many bytes.
    private static let greatestBlockName = 32

    private var blocks: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.allocateBlock) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let wanted = DataStore.Block(
                        owner: try visit.application(input.sessionHandle),
                        size: try StorageVisit.required(input.bytesRequested),
                        isHidden: try StorageVisit.required(input.blockHidden),
                        name: try StorageVisit.optionalName(input.blockName, atMost: Self.greatestBlockName)
                    )
                    return try visit.allocate(wanted)
                } answer: {
                    output.blockHandle = $0
                }
            },
            .on(\.deallocateBlock) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let block = try StorageVisit.required(input.blockHandle)
                    _ = try visit.own(block, of: application)
                    visit.remove(block: block)
                }
            },
            .on(\.getAllocatedBlocks) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let owner = try StorageVisit.required(input.blockOwnerApplication)
                    return try visit.blocks(of: owner, seenBy: application)
                } answer: {
                    output.blockHandles = $0
                }
            },
        ]
    }

    private var blockAttributes: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.getBlockAttributes) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    return try visit.visible(try StorageVisit.required(input.blockHandle), to: application)
                } answer: {
                    output.blockHidden = $0.isHidden
                    output.blockName = $0.name
                    output.blockSize = $0.size
                }
            },
            .on(\.setBlockName) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let name = try StorageVisit.optionalName(input.blockName, atMost: Self.greatestBlockName)
                    try visit.change(try StorageVisit.required(input.blockHandle), of: application) { $0.name = name }
                }
            },
            .on(\.setBlockVisibility) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let isHidden = try StorageVisit.required(input.blockHidden)
                    try visit.change(try StorageVisit.required(input.blockHandle), of: application) {
                        $0.isHidden = isHidden
                    }
                }
            },
        ]
    }

    private var data: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.lockBlock) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    try visit.lock(try StorageVisit.required(input.blockHandle), by: application)
                }
            },
            .on(\.unlockBlock) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    try visit.unlock(try StorageVisit.required(input.blockHandle), by: application)
                }
            },
            .on(\.readBlock) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let block = try StorageVisit.required(input.blockHandle)
                    let offset = try StorageVisit.required(input.byteOffset)
                    let count = try StorageVisit.required(input.byteCount)
                    return try visit.read(block, from: offset, count, by: application)
                } answer: {
                    output.data = Base64.text($0)
                }
            },
            .on(\.writeBlock) { caller, input, output in
                output.bytesWritten = 0
                return try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let block = try StorageVisit.required(input.blockHandle)
                    let offset = try StorageVisit.required(input.byteOffset)
                    let bytes = try StorageVisit.required(Base64.bytes(input.data ?? ""))
                    try visit.write(bytes, to: block, at: offset, by: application)
                    return bytes.count
                } answer: {
                    output.bytesWritten = UInt32(clamping: $0)
                }
            },
        ]
    }
}
