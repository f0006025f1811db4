import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
package import VirtualPC
import WSMan

/// The options of the next start.
package struct BootSettings: Provider {
    let boot: BootOrder
    let features: BoardFeatures

    package init(boot: BootOrder, features: BoardFeatures) {
        self.boot = boot
        self.features = features
    }

    func instances() async throws -> [Instance<AMT.BootSettingData>] {
        let settings = try await boot.settings()
        let service = try await boot.service()
        let data = settings.data ?? BootData()
        let cameUp = try await boot.nvram.bootCause().isSettled
        return [
            Instance { instance in
                // The numbers of a start that went well; for others nobody has told them.
                instance.biosLastStatus = cameUp ? [2, 0] : nil
                instance.elementName = "Intel(r) AMT Boot Configuration Settings"
                instance.instanceID = "Intel(r) AMT:BootSettingData 0"
                instance.optionsCleared = !settings.isArmed
                instance.owningEntity = "Intel(r) AMT"
                Self.set(data, in: &instance)
                Self.setNever(&instance)
                instance.rpeEnabled = service.allowsErase && !features.erasure.isEmpty
                instance.secureBootControlEnabled = false
                instance.uefiHTTPSBootEnabled = service.allowsRecovery && features.httpsBoot
                instance.uefiLocalPBABootEnabled = false
                instance.winREBootEnabled = false
            }
        ]
    }

    private static func set(_ data: BootData, in instance: inout Instance<AMT.BootSettingData>) {
        instance.biosPause = data.pauses
        instance.biosSetup = data.entersSetup
        instance.bootMediaIndex = data.mediaIndex
        instance.configurationDataReset = data.resetsConfiguration
        instance.enforceSecureBoot = data.enforcesSecureBoot
        instance.forcedProgressEvents = data.reportsProgress
        instance.platformErase = data.erasesPlatform
        // A password goes in and never comes out.
        instance.rsePassword = ""
        instance.uefiBootNumberOfParams = data.parameterCount
        if !data.parameterBytes.isEmpty {
            instance.uefiBootParametersArray = Data(data.parameterBytes).base64EncodedString()
        }
    }

    /// What this board cannot do is off, and Put refuses to turn it on.
    private static func setNever(_ instance: inout Instance<AMT.BootSettingData>) {
        instance.firmwareVerbosity = 0
        instance.iderBootDevice = 0
        for option in never { instance[keyPath: option] = false }
    }

    private static var never: [WritableKeyPath<Instance<AMT.BootSettingData>, Bool?>] {
        [
            \.lockKeyboard, \.lockPowerButton, \.lockResetButton, \.lockSleepButton, \.reflashBIOS, \.secureErase,
            \.useIDER, \.useSOL, \.useSafeMode, \.userPasswordBypass,
        ]
    }

    func put(
        _ wanted: Instance<AMT.BootSettingData>,
        over current: Instance<AMT.BootSettingData>,
        by caller: Caller
    ) async throws -> Instance<AMT.BootSettingData> {
        guard Self.never.allSatisfy({ wanted[keyPath: $0] != true }), (wanted.firmwareVerbosity ?? 0) == 0 else {
            throw WSManFault.unsupportedFeature
        }
        let service = try await boot.service()
        try await boot.changeData { data in
            data = try BootData(untrusted: wanted, over: data)
            try check(data, service: service)
        }
        return try await instances().first ?? current
    }

    private func check(_ data: BootData, service: BootServiceState) throws {
        guard !data.pauses || features.pause, !data.entersSetup || features.setup,
            !data.resetsConfiguration || features.configurationReset, !data.reportsProgress || features.progress,
            !data.enforcesSecureBoot || features.secureBoot
        else { throw WSManFault.unsupportedFeature }
        // What a console believes to be pinned or erased must be; so nothing is left out silently.
        guard data.parameters?.areObeyed(erasing: data.erasesPlatform) ?? true else {
            throw WSManFault.unsupportedFeature.with(detail: "UefiBootParametersArray")
        }
        guard data.erasesPlatform else { return }
        guard service.allowsErase else {
            throw WSManFault.accessDenied
        }
        guard let erasure = data.parameters?.erasure, !erasure.isEmpty, erasure.isSubset(of: features.erasure) else {
            throw WSManFault.unsupportedFeature
        }
    }
}

extension BootData {
    /// What a console asks for; what it leaves out stays as it is.
    fileprivate init(untrusted wanted: Instance<AMT.BootSettingData>, over kept: BootData) throws {
        self = kept
        pauses = wanted.biosPause ?? pauses
        entersSetup = wanted.biosSetup ?? entersSetup
        mediaIndex = wanted.bootMediaIndex ?? mediaIndex
        resetsConfiguration = wanted.configurationDataReset ?? resetsConfiguration
        enforcesSecureBoot = wanted.enforceSecureBoot ?? enforcesSecureBoot
        reportsProgress = wanted.forcedProgressEvents ?? reportsProgress
        erasesPlatform = wanted.platformErase ?? erasesPlatform
        parameterCount = wanted.uefiBootNumberOfParams ?? parameterCount
        guard let text = wanted.uefiBootParametersArray else {
            parameterBytes = parameterCount == 0 ? [] : parameterBytes
            return
        }
        guard text.utf8.count <= 2 * BootParameters.greatestSize,
            let bytes = Data(base64Encoded: text.filter { !$0.isWhitespace })
        else { throw WSManFault.schemaValidationError.with(detail: "UefiBootParametersArray") }
        parameterBytes = Array(bytes)
        guard parameters != nil else { throw WSManFault.invalidParameter.with(detail: "UefiBootParametersArray") }
    }
}
