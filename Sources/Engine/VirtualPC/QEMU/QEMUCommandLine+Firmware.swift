extension QEMUCommandLine {
    /// The flash memory of a board whose firmware is not QEMU's own, and what that firmware is told.
    mutating func addFirmware(_ configuration: PCConfiguration) {
        let firmware = configuration.userOS.firmware
        guard let code = firmware.code else {
            return
        }
        add("-blockdev", "driver=file", ["node-name": "firmware-file", "filename": code, "read-only": "on"])
        add("-blockdev", "driver=raw,node-name=firmware,file=firmware-file,read-only=on")
        add("-blockdev", "driver=file", ["node-name": "variables-file", "filename": configuration.firmwareVariables])
        add("-blockdev", "driver=raw,node-name=variables,file=variables-file")
        if firmware == .uefiSecure {
            add("-global", "driver=cfi.pflash01,property=secure,value=on")
        }
        let run = RunDirectory(path: configuration.runDirectory)
        add("-fw_cfg", "name=etc/edk2/https/cacerts", ["file": run.certificates])
    }
}

extension Firmware {
    /// SeaBIOS starts from the network by the adapter's own program. UEFI has its own, which is the one that checks whom
    /// it talks to; the adapter's would come before it.
    var adapterOptions: String { self == .bios ? "" : ",romfile=" }

    /// The board that carries the firmware.
    var board: String {
        switch self {
        case .bios: "q35"
        case .uefi: "q35,pflash0=firmware,pflash1=variables"
        case .uefiSecure: "q35,smm=on,pflash0=firmware,pflash1=variables"
        }
    }
}
