import FoundationEssentials
import Glibc

extension LocalHost {
    func requireFiles() throws(PCError) {
        let (user, appliance) = (configuration.userOS, configuration.appliance)
        for (path, what) in [
            (user.disk, "disk of the user OS"), (appliance.data, "appliance's data disk"),
            (appliance.payload, "payload disk"),
        ] {
            try FileAccess.require(path, what)
            try FileAccess.requireReachable(path, what)
        }
        for (path, what) in [
            (appliance.kernel, "appliance's kernel"), (appliance.initrd, "appliance's initrd"),
            (appliance.disk, "appliance's image"), (configuration.qemu, "program QEMU"),
        ] { try FileAccess.require(path, what, readableBy: appliance.uid) }
        try FileAccess.require(user.cdrom, "installation medium", readableBy: user.uid)
        for path in user.firmware.files { try FileAccess.require(path, "firmware", readableBy: user.uid) }
        if user.tpm { try FileAccess.require(VirtualTPM.program, "program of the TPM (package swtpm)") }
    }

    /// The engine writes in the state directory, and cannot touch there what is not its own.
    func makeDirectories() throws(PCError) {
        let (user, appliance) = (configuration.userOS.uid, configuration.appliance.uid)
        try FileAccess.makeDirectory(configuration.stateDirectory, group: configuration.engineUID, mode: 0o1771)
        try FileAccess.makeDirectory(configuration.runDirectory)
        try FileAccess.makeDirectory(files.viewDirectory, owner: user, group: appliance, mode: 0o750)
        try makeScreenDirectory(files.displayDirectory, of: user)
    }

    func giveFiles() throws(PCError) {
        let (user, appliance) = (configuration.userOS, configuration.appliance)
        try FileAccess.give(user.disk, to: user.uid, readableBy: appliance.uid)
        try FileAccess.give(appliance.data, to: appliance.uid, readableBy: appliance.uid)
        try FileAccess.give(appliance.payload, to: appliance.uid, readableBy: user.uid)
        for name in ["nvram.sqlite", "nvram.sqlite-wal", "nvram.sqlite-shm", "stance.json"] {
            let path = configuration.stateDirectory + "/" + name
            guard access(path, F_OK) == 0 else { continue }
            try FileAccess.giveStrictly(path, to: configuration.engineUID, group: configuration.engineUID, mode: 0o600)
        }
    }

    public func makeView() async throws(PCError) {
        unlink(files.viewImage)
        unlink(files.viewSocket)
        let (user, appliance) = (configuration.userOS.uid, configuration.appliance.uid)
        let size = try await DiskImage.size(of: configuration.userOS.disk, as: user)
        try await DiskImage.make(files.viewImage, size: size, as: user)
        try FileAccess.giveStrictly(files.viewImage, to: user, group: appliance, mode: 0o640)
    }

    public func openView() async throws(PCError) {
        let appliance = configuration.appliance.uid
        try FileAccess.giveStrictly(files.viewSocket, to: appliance, group: appliance, mode: 0o600)
    }

    public func removeView() async throws(PCError) {
        unlink(files.viewImage)
    }
}
