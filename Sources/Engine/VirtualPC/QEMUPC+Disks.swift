import Logging
import Glibc
import GuestAgent
import QMP

extension QEMUPC {
    /// Gives the appliance a read-only, point-in-time view of the user disk, as the disk `sekisho-view`.
    public func exposeUserDisk() async throws(PCError) {
        guard view == nil else {
            throw .notPossible("the appliance sees the disk of the user OS already")
        }
        guard let appliance else {
            throw .applianceSilent("the appliance is \(applianceState.rawValue)")
        }
        if let user {
            try await fleece(user)
            view = .fleeced
            let node = BlockNode.raw(.nbd(socket: files.viewSocket, export: "sekisho-view"))
            try await plugView(node, into: appliance)
        } else {
            view = .direct
            let node = BlockNode.qcow2(.file(path: configuration.userOS.disk, isLocked: false), backing: nil)
            try await plugView(node, into: appliance)
        }
    }

    /// Takes the view of the user disk away again.
    public func concealUserDisk() async throws(PCError) {
        guard view != nil else {
            return
        }
        if let appliance {
            try await appliance.unplug(device: "view-disk", node: "view")
        }
        if view == .fleeced, let user {
            await shear(user)
        }
        try await host.removeView()
        view = nil
    }

    /// Plugs what the appliance has staged into the user OS, read-only, as the disk `sekisho-payload`.
    public func attachPayload() async throws(PCError) {
        let user = try machine()
        if await user.hasNode("payload") {
            try await user.unplug(device: "payload-disk", node: "payload")
        }
        let file = BlockNode.file(path: configuration.appliance.payload, isLocked: false)
        try await user.execute(BlockdevAdd("payload", .raw(file), isReadOnly: true))
        let slot = QEMUCommandLine.spareSlot(0)
        let device = DeviceAddDisk(id: "payload-disk", drive: "payload", bus: slot, serial: "sekisho-payload")
        try await user.execute(device)
    }

    /// Unplugs the payload from the user OS.
    public func detachPayload() async throws(PCError) {
        guard let user, await user.hasNode("payload") else {
            return
        }
        try await user.unplug(device: "payload-disk", node: "payload")
    }

    private func plugView(_ node: BlockNode, into appliance: Machine) async throws(PCError) {
        do throws(PCError) {
            try await appliance.execute(BlockdevAdd("view", node, isReadOnly: true))
            let slot = QEMUCommandLine.spareSlot(0)
            let device = DeviceAddDisk(id: "view-disk", drive: "view", bus: slot, serial: "sekisho-view")
            try await appliance.execute(device)
        } catch {
            if let user, view == .fleeced {
                await shear(user)
            }
            _ = try? await appliance.monitor.execute(BlockdevDel("view"))
            view = nil
            throw error
        }
    }

    /// Freezes a moment of the running disk: what the guest overwrites from now on is copied aside first.
    private func fleece(_ user: Machine) async throws(PCError) {
        await shear(user)
        try await host.makeView()
        let image = BlockNode.qcow2(.file(path: files.viewImage, isLocked: true), backing: "disk")
        try await user.execute(BlockdevAdd("fleece", image, isReadOnly: false))
        do throws(PCError) {
            try await startBackup(user)
            try await user.execute(NBDServerStart(socket: files.viewSocket))
            try await host.openView()
            try await user.execute(BlockExportAdd(id: "view-export", node: "fleece", name: "sekisho-view"))
        } catch {
            await shear(user)
            throw error
        }
    }

    /// The guest's file systems rest while the moment is taken; a guest that refuses gives a view with a journal.
    private func startBackup(_ user: Machine) async throws(PCError) {
        let frozen = power.isAgentConnected ? (try? await agent?.freezeFileSystems()) != nil : false
        let result: Result<Void, PCError>
        do throws(PCError) {
            try await user.execute(BlockdevBackup(job: "view-job", device: "disk", target: "fleece"))
            result = .success(())
        } catch {
            result = .failure(error)
        }
        if frozen {
            _ = try? await agent?.thawFileSystems()
        }
        try result.get()
    }

    /// Undoes ``fleece(_:)``, also a half of it.
    private func shear(_ user: Machine) async {
        _ = try? await user.monitor.execute(BlockExportDel("view-export"))
        _ = try? await user.monitor.execute(NBDServerStop())
        _ = try? await user.monitor.execute(JobCancel("view-job"))
        guard await user.hasNode("fleece") else {
            return
        }
        do throws(PCError) {
            try await user.unplug(device: "no-device", node: "fleece")
        } catch {
            logger.warning("the view of the disk stays open", metadata: ["error": "\(error)"])
        }
    }
}
