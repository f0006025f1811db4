import ObjectManager
import AMTSchema
import CIMModel
import NVRAM

/// The data store for the administrator: who may keep how much.
package struct ThirdPartyDataStorageAdministration: Provider {
    let desk: StorageDesk

    package init(desk: StorageDesk) { self.desk = desk }

    func instances() -> [Instance<AMT.ThirdPartyDataStorageAdministrationService>] {
        [
            Instance(named: "Intel(r) AMT Third Party Data Storage Administration Service") {
                $0.enabledState = .notApplicable
                $0.requestedState = .notApplicable
            }
        ]
    }

    var methods: [Handler<AMT.ThirdPartyDataStorageAdministrationService>] {
        global + applications + enterprises + allocations + allocationChanges
    }

    private var global: [Handler<AMT.ThirdPartyDataStorageAdministrationService>] {
        [
            .on(\.getGlobalStorageAttributes) { caller, _, output in
                try await desk.serve(caller) { visit in
                    (visit.tables.shares, visit.used, visit.usedByPartners, visit.othersShare)
                } answer: { shares, used, usedByPartners, othersShare in
                    output.maxAslEntries = UInt16(StorageSessions.greatestCount)
                    output.maxEaclEntries = UInt16(StorageVisit.greatestEnterpriseCount)
                    output.maxFpaclEntries = UInt16(StorageVisit.greatestPartnerCount)
                    output.maxGroupsPerBlock = UInt16(StorageVisit.greatestGroupCount)
                    output.maxMembersPerGroup = UInt16(StorageVisit.greatestMemberCount)
                    output.maxNonPartnerStorage = othersShare
                    output.maxNonPartnerTotalAllocationSize = shares.eachOther
                    output.maxPartnerStorage = shares.partners
                    output.totalAllocatedStorage = used
                    output.totalPartnerAllocatedStorage = usedByPartners
                    output.totalStorage = DataStore.totalSize
                }
            },
            .on(\.setGlobalStorageAttributes) { caller, input, _ in
                try await desk.serve(caller) {
                    try $0.setShares(
                        partners: input.maxPartnerStorage,
                        eachOther: input.maxNonPartnerTotalAllocationSize
                    )
                }
            },
        ]
    }

    private var applications: [Handler<AMT.ThirdPartyDataStorageAdministrationService>] {
        [
            .on(\.adminGetRegisteredApplications) { caller, _, output in
                try await desk.serve(caller) {
                    $0.tables.applications.keys.sorted()
                } answer: {
                    output.applicationHandles = $0
                }
            },
            .on(\.adminGetApplicationAttributes) { caller, input, output in
                try await desk.serve(caller) { visit in
                    try visit.account(of: try StorageVisit.required(input.handle))
                } answer: {
                    output.activeSession = $0.isActive
                    output.applicationName = $0.application.name
                    output.attrType = 1
                    output.currentAllocationSize = $0.used
                    output.enterpriseName = $0.enterprise
                    output.partner = $0.isPartner
                    output.uuid = Base64.text($0.application.uuid)
                    output.vendorName = $0.application.vendor
                }
            },
            .on(\.adminRemoveApplication) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    let handle = try StorageVisit.required(input.handle)
                    guard visit.tables.applications[handle] != nil else {
                        throw StorageRefusal(.applicationDoesNotExist)
                    }
                    try visit.remove(application: handle)
                }
            },
        ]
    }

    private var enterprises: [Handler<AMT.ThirdPartyDataStorageAdministrationService>] {
        [
            .on(\.addStorageEaclEntry) { caller, input, output in
                try await desk.serve(caller) {
                    try $0.addEnterprise(input.enterpriseName)
                } answer: {
                    output.handle = $0
                }
            },
            .on(\.enumerateStorageEaclEntries) { caller, _, output in
                try await desk.serve(caller) {
                    $0.tables.enterprises.keys.sorted()
                } answer: {
                    output.handles = $0
                }
            },
            .on(\.getStorageEaclEntry) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let handle = try StorageVisit.required(input.handle)
                    guard let found = visit.tables.enterprises[handle] else { throw StorageRefusal(.invalidHandle) }
                    return found.name
                } answer: {
                    output.enterpriseName = $0
                }
            },
            .on(\.removeStorageEaclEntry) { caller, input, _ in
                try await desk.serve(caller) { try $0.removeEnterprise(try StorageVisit.required(input.handle)) }
            },
        ]
    }

    private var allocations: [Handler<AMT.ThirdPartyDataStorageAdministrationService>] {
        [
            .on(\.enumerateStorageAllocEntries) { caller, _, output in
                try await desk.serve(caller) {
                    $0.allocationHandles
                } answer: {
                    output.handles = $0
                }
            },
            .on(\.getStorageAllocEntry) { caller, input, output in
                try await desk.serve(caller) { visit in
                    try visit.allocation(try StorageVisit.required(input.handle))
                } answer: { entry, isPartner in
                    output.applicationName = entry.application
                    output.attrType = 1
                    output.isPartner = isPartner
                    output.totalAllocationSize = entry.size
                    output.vendorName = entry.vendor
                }
            },
        ]
    }

    private var allocationChanges: [Handler<AMT.ThirdPartyDataStorageAdministrationService>] {
        [
            .on(\.addStorageFpaclEntry) { caller, input, output in
                try await desk.serve(caller) { visit in
                    guard input.attrType == 1, input.isPartner == true else { throw StorageRefusal(.invalidParameter) }
                    let partner = DataStore.Partner(
                        vendor: try StorageVisit.name(input.vendorName),
                        application: try StorageVisit.name(input.applicationName),
                        size: try StorageVisit.required(input.totalAllocationSize)
                    )
                    return try visit.addPartner(partner)
                } answer: {
                    output.handle = $0
                }
            },
            .on(\.updateStorageFpaclEntry) { caller, input, _ in
                try await desk.serve(caller) { visit in
                    let size = try StorageVisit.required(input.newAllocationSize)
                    try visit.resizePartner(try StorageVisit.required(input.handle), to: size)
                }
            },
            .on(\.removeStorageFpaclEntry) { caller, input, _ in
                try await desk.serve(caller) { try $0.removePartner(try StorageVisit.required(input.handle)) }
            },
        ]
    }
}

extension StorageVisit {
    /// What an administrator is told of an application.
    struct Account: Sendable {
        let application: DataStore.Application
        let enterprise: String
        let used: UInt32
        let isPartner: Bool
        let isActive: Bool
    }

    fileprivate func account(of handle: UInt32) throws(StorageRefusal) -> Account {
        guard let application = tables.applications[handle] else { throw StorageRefusal(.applicationDoesNotExist) }
        return Account(
            application: application,
            enterprise: tables.enterprises[application.enterprise]?.name ?? "",
            used: used(by: handle),
            isPartner: isPartner(handle),
            isActive: sessions.open.values.contains { $0.application == handle }
        )
    }
}
