import ObjectManager
import AMTSchema
import CIMModel
package import VirtualPC

/// Which boot options this board obeys.
package struct BootCapabilities: Provider {
    let features: BoardFeatures

    package init(features: BoardFeatures) { self.features = features }

    func instances() -> [Instance<AMT.BootCapabilities>] { [Instance(set)] }

    private func set(_ capabilities: inout Instance<AMT.BootCapabilities>) {
        capabilities.biosPause = features.pause
        capabilities.biosReflash = false
        capabilities.biosSecureBoot = features.secureBoot
        capabilities.biosSetup = features.setup
        capabilities.configurationDataReset = features.configurationReset
        capabilities.elementName = "Intel(r) AMT: Boot Capabilities"
        capabilities.forceCDorDVDBoot = true
        capabilities.forceDiagnosticBoot = false
        capabilities.forceHardDriveBoot = true
        capabilities.forceHardDriveSafeModeBoot = false
        capabilities.forcePXEBoot = true
        capabilities.forcedProgressEvents = features.progress
        capabilities.instanceID = "Intel(r) AMT:BootCapabilities 0"
        // Redirection is not served yet.
        capabilities.ider = false
        capabilities.sol = false
        capabilities.secureErase = false
        setLocks(&capabilities)
        setUEFI(&capabilities)
    }

    /// The virtual board has no buttons or keyboard that could be locked, and its firmware no password.
    private func setLocks(_ capabilities: inout Instance<AMT.BootCapabilities>) {
        capabilities.keyboardLock = false
        capabilities.powerButtonLock = false
        capabilities.resetButtonLock = false
        capabilities.sleepButtonLock = false
        capabilities.userPasswordBypass = false
        capabilities.verbosityQuiet = false
        capabilities.verbosityScreenBlank = false
        capabilities.verbosityVerbose = false
    }

    private func setUEFI(_ capabilities: inout Instance<AMT.BootCapabilities>) {
        capabilities.amtSecureBootControl = false
        capabilities.forceUEFIHTTPSBoot = features.httpsBoot
        capabilities.forceUEFIPBABoot = false
        capabilities.forceWinREBoot = false
        capabilities.platformErase = BootParameters.mask(features.erasure)
        capabilities.uefiWiFiCoExistenceAndProfileShare = false
    }
}
