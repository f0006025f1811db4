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

    /// Overwrites all that the disk's image holds, then makes it a blank disk of the same size.
    ///
    /// An image over another, such as a golden one, is blank afterwards too: nothing lies below it any more.
    private func eraseDisk() async throws(PCError) {
        let disk = configuration.userOS.disk
        let size = try await DiskImage.size(of: disk, as: configuration.userOS.uid)
        logger.notice("erasing the disk of the user OS", metadata: ["disk": "\(disk)"])
        try await HostProgram.run("/usr/bin/shred", ["--iterations=0", "--zero", disk])
        try await DiskImage.make(disk, size: size, as: configuration.userOS.uid)
        try FileAccess.give(disk, to: configuration.userOS.uid, readableBy: configuration.appliance.uid)
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
