import FoundationEssentials
import Logging

extension LocalHost {
    /// Makes disk and firmware ready for a start; the user OS is off.
    func prepare(_ options: BootOptions) async throws(PCError) {
        guard configuration.userOS.features.permits(options) else {
            throw .refused("the board does not obey these boot options")
        }
        if options.erasure.contains(.disk) {
            try await eraseDisk()
        }
        if options.erasure.contains(.tpm), let tpm {
            try await tpm.erase()
        }
        let isForgotten = options.erasure.contains(.firmware) || options.resetsConfiguration
        try prepareFirmware(options, isForgotten: isForgotten)
    }

    private func eraseDisk() async throws(PCError) {
        logger.notice("erasing the disks of the user OS", metadata: ["disk": "\(configuration.userOS.disk)"])
        try await blank(configuration.userOS.disk)
        if let data = configuration.userOS.data { try await blank(data.path) }
    }

    private func prepareFirmware(_ options: BootOptions, isForgotten: Bool) throws(PCError) {
        guard let template = configuration.userOS.firmware.variables else {
            return
        }
        let file = configuration.firmwareVariables
        let kept = isForgotten ? nil : FileManager.default.contents(atPath: file)
        guard let bytes = kept ?? FileManager.default.contents(atPath: template),
            var variables = UEFIVariables(untrusted: Array(bytes))
        else {
            throw .failed(
                "\(kept == nil ? template : file) holds no firmware variables; is the package ovmf installed?"
            )
        }
        guard UEFIOrder.write(options, into: &variables) else {
            throw .failed("the firmware's memory \(file) is full")
        }
        try write(variables.bytes, to: file)
        try write(UEFIOrder.signatureLists(options.https?.certificates ?? []), to: files.certificates)
    }

    private func write(_ bytes: [UInt8], to file: String) throws(PCError) {
        do {
            try Data(bytes).write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw .failed("\(file) cannot be written: \(error)")
        }
        let user = configuration.userOS.uid
        try FileAccess.giveStrictly(file, to: user, group: user, mode: 0o640)
    }
}

extension PCConfiguration {
    /// What the firmware remembers.
    var firmwareVariables: String { stateDirectory + "/firmware-variables.fd" }
}
