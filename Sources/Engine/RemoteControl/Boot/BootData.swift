import VirtualPC

/// The options of AMT_BootSettingData that this board can obey, as they wait for a start.
struct BootData: Codable, Sendable, Hashable {
    var pauses = false
    var entersSetup = false
    var mediaIndex: UInt16 = 0
    var resetsConfiguration = false
    var enforcesSecureBoot = false
    var reportsProgress = false
    var erasesPlatform = false
    /// UefiBootParametersArray, and how many parameters it is said to hold.
    var parameterBytes: [UInt8] = []
    var parameterCount: UInt32 = 0

    var parameters: BootParameters? { BootParameters(untrusted: parameterBytes, count: parameterCount) }

    /// Adds what the options ask for to those of a start.
    func apply(to options: inout BootOptions, service: BootServiceState) {
        options.pauses = pauses
        options.entersSetup = entersSetup
        options.resetsConfiguration = resetsConfiguration
        options.reportsProgress = reportsProgress
        options.enforcesSecureBoot = enforcesSecureBoot
        if erasesPlatform, service.allowsErase { options.erasure = parameters?.erasure ?? [] }
        if options.source == .https, !service.allowsRecovery { options.source = nil }
    }
}

extension BootOrder.Settings {
    /// Whether what a start needs is there: one over HTTPS must be told what to load.
    var isComplete: Bool { source != .https || data?.parameters?.url != nil }
}
