import ObjectManager
import AMTSchema
import CIMModel
import NVRAM

extension ThirdPartyDataStorage {
    /// Names of groups have at most so many bytes.
    private static let greatestGroupName = 16

    var groups: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.addPermissionsGroup) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let group = DataStore.Group(
                        block: try StorageVisit.required(input.blockHandle),
                        name: try StorageVisit.optionalName(input.groupName, atMost: Self.greatestGroupName),
                        permissions: try StorageVisit.required(input.groupPermissions),
                        members: []
                    )
                    return try visit.addGroup(group, by: application)
                } answer: {
                    output.groupHandle = $0
                }
            },
            .on(\.removePermissionsGroup) { caller, input, _ in
                try await change(caller, input.sessionHandle, input.blockHandle, input.groupHandle) { _, _ in nil }
            },
            .on(\.getPermissionsGroups) { caller, input, output in
                try await desk.serve(caller) { visit in
                    let application = try visit.application(input.sessionHandle)
                    let block = try StorageVisit.required(input.blockHandle)
                    _ = try visit.visible(block, to: application)
                    return visit.groups(of: block)
                } answer: {
                    output.groupHandles = $0
                }
            },
            .on(\.addPermissionsGroupMembers) { caller, input, _ in
                let members = input.memberHandles ?? []
                return try await change(caller, input.sessionHandle, input.blockHandle, input.groupHandle) {
                    visit,
                    group throws(StorageRefusal) in try visit.adding(members, to: group)
                }
            },
            .on(\.removePermissionsGroupMembers) { caller, input, _ in
                let members = input.memberHandles ?? []
                return try await change(caller, input.sessionHandle, input.blockHandle, input.groupHandle) {
                    _,
                    group throws(StorageRefusal) in try StorageVisit.removing(members, from: group)
                }
            },
        ]
    }

    var groupAttributes: [Handler<AMT.ThirdPartyDataStorageService>] {
        [
            .on(\.getPermissionsGroupAttributes) { caller, input, output in
                try await read(caller, input) {
                    output.name = $0.name
                    output.permissions = $0.permissions
                }
            },
            .on(\.getPermissionsGroupMembers) { caller, input, output in
                try await read(caller, input) { output.memberHandles = $0.members }
            },
            .on(\.setPermissionsGroupName) { caller, input, _ in
                try await change(caller, input.sessionHandle, input.blockHandle, input.groupHandle) {
                    _,
                    group throws(StorageRefusal) in
                    var group = group
                    group.name = try StorageVisit.optionalName(input.groupName, atMost: Self.greatestGroupName)
                    return group
                }
            },
            .on(\.setPermissionsGroupPermissions) { caller, input, _ in
                try await change(caller, input.sessionHandle, input.blockHandle, input.groupHandle) {
                    _,
                    group throws(StorageRefusal) in
                    var group = group
                    group.permissions = try StorageVisit.required(input.permissions)
                    try StorageVisit.check(permissions: group.permissions)
                    return group
                }
            },
        ]
    }

    private func read(
        _ caller: Caller,
        _ input: Values<AMT.ThirdPartyDataStorageService.GroupChoice>,
        _ answer: (DataStore.Group) -> Void
    ) async throws -> AMT.StorageStatus {
        try await desk.serve(caller) { visit in
            let application = try visit.application(input.sessionHandle)
            let block = try StorageVisit.required(input.blockHandle)
            _ = try visit.visible(block, to: application)
            return try visit.group(try StorageVisit.required(input.groupHandle), of: block)
        } answer: {
            answer($0)
        }
    }

    private func change(
        _ caller: Caller,
        _ session: String?,
        _ block: UInt32?,
        _ group: UInt32?,
        _ change: @escaping @Sendable (StorageVisit, DataStore.Group) throws(StorageRefusal) -> DataStore.Group?
    ) async throws -> AMT.StorageStatus {
        try await desk.serve(caller) { visit in
            let application = try visit.application(session)
            let (block, handle) = (try StorageVisit.required(block), try StorageVisit.required(group))
            let before = visit
            try visit.changeGroup(handle, of: block, by: application) { group throws(StorageRefusal) in
                try change(before, group)
            }
        }
    }
}
