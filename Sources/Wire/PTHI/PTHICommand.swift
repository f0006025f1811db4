/// What may be asked by PTHI. The names are the clients'.
public enum PTHICommand: UInt32, Sendable, CaseIterable {
    case provisioningMode = 0x0400_0008
    case unprovision = 0x0400_0010
    case provisioningState = 0x0400_0011
    case codeVersions = 0x0400_001A
    case enumerateHashHandles = 0x0400_002C
    case certificateHashEntry = 0x0400_002D
    case pkiFQDNSuffix = 0x0400_0036
    case lanInterfaceSettings = 0x0400_0048
    case uuid = 0x0400_005C
    case localSystemAccount = 0x0400_0067
    case controlMode = 0x0400_006B
}

/// What became of a request.
public enum PTHIStatus: UInt32, Sendable {
    case success = 0
    case internalError = 1
    case notPermitted = 16
    case invalidParameter = 36
    case invalidHandle = 2053
    case unsupported = 2066
}
