import AccessControl
import AMTSchema
import NVRAM

// MARK: - Who may do what

extension StorageVisit {
    /// What an application may do with the data of a block.
    enum Access: UInt32, Comparable {
        case none
        case reading
        case writing

        static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// A block of which an application may know.
    ///
    /// - Throws: ``StorageRefusal``; a hidden block of another's is as one that does not exist.
    func visible(_ block: UInt32, to application: UInt32) throws(StorageRefusal) -> DataStore.Block {
        guard let found = tables.blocks[block], !found.isHidden || found.owner == application else {
            throw StorageRefusal(.blockDoesNotExist)
        }
        return found
    }

    /// A block of the application's own, to change.
    ///
    /// The engine's own facts are nobody's to change, though everybody may be their owner.
    func own(_ block: UInt32, of application: UInt32) throws(StorageRefusal) -> DataStore.Block {
        let found = try visible(block, to: application)
        guard found.owner == application else { throw StorageRefusal(.notOwner) }
        guard found.owner != DataStore.factsHandle else { throw StorageRefusal(.notPermitted) }
        return found
    }

    /// A block whose data the application may use in this way; its groups count, hidden or not.
    func block(_ block: UInt32, for wanted: Access, by application: UInt32) throws(StorageRefusal) -> DataStore.Block {
        guard let found = tables.blocks[block] else { throw StorageRefusal(.blockDoesNotExist) }
        let granted = access(to: block, found, by: application)
        if granted == .none, found.isHidden { throw StorageRefusal(.blockDoesNotExist) }
        guard granted >= wanted else { throw StorageRefusal(.notPermitted) }
        return found
    }

    private func access(to handle: UInt32, _ block: DataStore.Block, by application: UInt32) -> Access {
        if block.owner == DataStore.factsHandle { return .reading }
        if block.owner == application { return .writing }
        let groups = tables.groups.values.filter { $0.block == handle && $0.members.contains(application) }
        return groups.compactMap { Access(rawValue: $0.permissions) }.max() ?? .none
    }

    private func checkLock(_ block: UInt32, by application: UInt32) throws(StorageRefusal) {
        guard let lock = sessions.locks[block], lock.application != application else { return }
        throw StorageRefusal(.blockLockedByOther)
    }
}

// MARK: - Blocks

extension StorageVisit {
    /// Sets a block aside.
    mutating func allocate(_ wanted: DataStore.Block) throws(StorageRefusal) -> UInt32 {
        guard wanted.owner != DataStore.factsHandle else { throw StorageRefusal(.notPermitted) }
        guard wanted.size > 0, wanted.size.isMultiple(of: UInt32(DataStore.pageSize)) else {
            throw StorageRefusal(.invalidByteCount)
        }
        guard wanted.size <= available(to: wanted.owner) else { throw StorageRefusal(.notEnoughStorage) }
        let handle = try newHandle()
        tables.blocks[handle] = wanted
        return handle
    }

    /// Changes a block of the application's own.
    mutating func change(
        _ block: UInt32,
        of application: UInt32,
        _ change: (inout DataStore.Block) -> Void
    ) throws(StorageRefusal) {
        var changed = try own(block, of: application)
        change(&changed)
        tables.blocks[block] = changed
    }

    /// The blocks of `owner` that `application` may know of.
    func blocks(of owner: UInt32, seenBy application: UInt32) throws(StorageRefusal) -> [UInt32] {
        guard tables.applications[owner] != nil else { throw StorageRefusal(.applicationDoesNotExist) }
        return tables.blocks.filter { $0.value.owner == owner && (owner == application || !$0.value.isHidden) }
            .keys.sorted()
    }

    /// Keeps the others from a block.
    mutating func lock(_ block: UInt32, by application: UInt32) throws(StorageRefusal) {
        let found = try self.block(block, for: .reading, by: application)
        guard found.owner != DataStore.factsHandle else { throw StorageRefusal(.notPermitted) }
        try checkLock(block, by: application)
        sessions.lock(block, for: application, now: now)
    }

    /// Lets the others at a block.
    mutating func unlock(_ block: UInt32, by application: UInt32) throws(StorageRefusal) {
        _ = try self.block(block, for: .reading, by: application)
        guard sessions.locks[block] != nil else { throw StorageRefusal(.blockNotLocked) }
        try checkLock(block, by: application)
        sessions.unlock(block)
    }

    /// Reads from a block.
    mutating func read(_ block: UInt32, from offset: UInt32, _ count: UInt32, by application: UInt32) throws -> [UInt8]
    {
        let range = try range(of: try self.block(block, for: .reading, by: application), offset, Int(count))
        try checkLock(block, by: application)
        sessions.touch(block, now: now)
        return try store.bytes(of: block, range)
    }

    /// Writes into a block.
    mutating func write(
        _ bytes: [UInt8],
        to block: UInt32,
        at offset: UInt32,
        by application: UInt32
    ) throws(StorageRefusal) {
        let range = try range(of: try self.block(block, for: .writing, by: application), offset, bytes.count)
        try checkLock(block, by: application)
        guard sessions.writesLeft > 0 else { throw StorageRefusal(.flashWriteLimitExceeded) }
        sessions.spendWrite()
        sessions.touch(block, now: now)
        store.write(bytes, to: block, at: range.lowerBound)
    }

    private func range(of block: DataStore.Block, _ offset: UInt32, _ count: Int) throws(StorageRefusal) -> Range<Int> {
        guard offset < block.size else { throw StorageRefusal(.invalidByteOffset) }
        guard (1...DataStore.pageSize).contains(count), count <= Int(block.size - offset) else {
            throw StorageRefusal(.invalidByteCount)
        }
        return Int(offset)..<Int(offset) + count
    }
}

// MARK: - Permissions groups

extension StorageVisit {
    /// Gives a group to a block of the application's own.
    mutating func addGroup(_ group: DataStore.Group, by application: UInt32) throws(StorageRefusal) -> UInt32 {
        _ = try own(group.block, of: application)
        try Self.check(permissions: group.permissions)
        guard tables.groups.values.count(where: { $0.block == group.block }) < Self.greatestGroupCount else {
            throw StorageRefusal(.maxLimitReached)
        }
        let handle = try newHandle()
        tables.groups[handle] = group
        return handle
    }

    /// Changes a group of a block of the application's own; nil removes it.
    mutating func changeGroup(
        _ handle: UInt32,
        of block: UInt32,
        by application: UInt32,
        _ change: (DataStore.Group) throws(StorageRefusal) -> DataStore.Group?
    ) throws(StorageRefusal) {
        _ = try own(block, of: application)
        tables.groups[handle] = try change(try group(handle, of: block))
    }

    /// A group of a block.
    func group(_ handle: UInt32, of block: UInt32) throws(StorageRefusal) -> DataStore.Group {
        guard let group = tables.groups[handle], group.block == block else {
            throw StorageRefusal(.groupDoesNotExist)
        }
        return group
    }

    /// The groups of a block.
    func groups(of block: UInt32) -> [UInt32] { tables.groups.filter { $0.value.block == block }.keys.sorted() }

    /// A group with these applications among its members.
    func adding(_ members: [UInt32], to group: DataStore.Group) throws(StorageRefusal) -> DataStore.Group {
        guard members.allSatisfy({ tables.applications[$0] != nil }) else {
            throw StorageRefusal(.applicationDoesNotExist)
        }
        var group = group
        for member in members where !group.members.contains(member) { group.members.append(member) }
        guard !members.isEmpty, group.members.count <= Self.greatestMemberCount else {
            throw StorageRefusal(.invalidMemberCount)
        }
        return group
    }

    /// A group without these applications.
    static func removing(_ members: [UInt32], from group: DataStore.Group) throws(StorageRefusal) -> DataStore.Group {
        guard !members.isEmpty, members.count <= greatestMemberCount else {
            throw StorageRefusal(.invalidMemberCount)
        }
        guard members.allSatisfy(group.members.contains) else { throw StorageRefusal(.applicationDoesNotExist) }
        var group = group
        group.members.removeAll { members.contains($0) }
        return group
    }

    /// 1 lets read, 2 lets read and write.
    static func check(permissions: UInt32) throws(StorageRefusal) {
        guard permissions == 1 || permissions == 2 else { throw StorageRefusal(.invalidGroupPermissions) }
    }
}
