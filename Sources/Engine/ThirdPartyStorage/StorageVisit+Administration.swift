import AMTSchema
import NVRAM

extension StorageVisit {
    /// Adds a name to the enterprise list.
    mutating func addEnterprise(_ untrustedName: String?) throws(StorageRefusal) -> UInt32 {
        let name = try Self.name(untrustedName)
        guard !tables.enterprises.values.contains(where: { $0.name == name }) else { throw StorageRefusal(.duplicate) }
        guard tables.enterprises.count < Self.greatestEnterpriseCount else { throw StorageRefusal(.maxLimitReached) }
        let handle = try newHandle()
        tables.enterprises[handle] = DataStore.Enterprise(name: name)
        return handle
    }

    /// Removes a name under which nothing is registered from the enterprise list.
    mutating func removeEnterprise(_ handle: UInt32) throws(StorageRefusal) {
        guard tables.enterprises[handle] != nil else { throw StorageRefusal(.invalidHandle) }
        guard !tables.applications.values.contains(where: { $0.enterprise == handle }) else {
            throw StorageRefusal(.storageACLEntryInUse)
        }
        tables.enterprises[handle] = nil
    }

    /// Adds an application to the partner list.
    mutating func addPartner(_ partner: DataStore.Partner) throws(StorageRefusal) -> UInt32 {
        try check(size: partner.size)
        let known = tables.partners.values.contains {
            $0.vendor == partner.vendor && $0.application == partner.application
        }
        guard !known else { throw StorageRefusal(.duplicate) }
        guard tables.partners.count < Self.greatestPartnerCount else { throw StorageRefusal(.maxLimitReached) }
        let handle = try newHandle()
        tables.partners[handle] = partner
        return handle
    }

    /// Sets what a partner may keep.
    mutating func resizePartner(_ handle: UInt32, to size: UInt32) throws(StorageRefusal) {
        guard tables.partners[handle] != nil else { throw StorageRefusal(.invalidHandle) }
        guard handle != DataStore.factsHandle else { throw StorageRefusal(.notPermitted) }
        try check(size: size)
        tables.partners[handle]?.size = size
    }

    /// Removes an application from the partner list; what it keeps, it keeps as one of the others.
    mutating func removePartner(_ handle: UInt32) throws(StorageRefusal) {
        guard tables.partners[handle] != nil else { throw StorageRefusal(.invalidHandle) }
        guard handle != DataStore.factsHandle else { throw StorageRefusal(.storageACLEntryInUse) }
        tables.partners[handle] = nil
    }

    /// Sets how much partners together, and each other application, may keep; nil leaves it as it is.
    mutating func setShares(partners: UInt32?, eachOther: UInt32?) throws(StorageRefusal) {
        var shares = tables.shares
        shares.partners = partners ?? shares.partners
        shares.eachOther = eachOther ?? shares.eachOther
        try check(size: shares.partners)
        try check(size: shares.eachOther)
        guard shares.eachOther <= DataStore.totalSize - shares.partners else { throw StorageRefusal(.invalidParameter) }
        tables.shares = shares
    }

    /// Entries of the partner list, then the applications that are on none.
    var allocationHandles: [UInt32] {
        tables.partners.keys.sorted() + tables.applications.keys.filter { !isPartner($0) }.sorted()
    }

    /// An entry of the partner list, or an application that is on none.
    func allocation(_ handle: UInt32) throws(StorageRefusal) -> (entry: DataStore.Partner, isPartner: Bool) {
        if let partner = tables.partners[handle] { return (partner, true) }
        guard let application = tables.applications[handle] else { throw StorageRefusal(.invalidHandle) }
        let entry = DataStore.Partner(
            vendor: application.vendor,
            application: application.name,
            size: tables.shares.eachOther
        )
        return (entry, false)
    }

    private func check(size: UInt32) throws(StorageRefusal) {
        guard size.isMultiple(of: UInt32(DataStore.pageSize)), size <= DataStore.totalSize else {
            throw StorageRefusal(.invalidParameter)
        }
    }
}
