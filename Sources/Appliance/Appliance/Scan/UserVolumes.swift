import Glibc
import Inventory
import NIOPosix

/// A volume of the user OS that can be read now.
struct MountedVolume: Sendable, Hashable {
    /// Where we have it.
    let root: String
    /// Where the user OS has it, without a slash at its end.
    var place: String
    let system: VolumeContent.FileSystem
    let volume: BlockDevices.Volume
}

/// The volumes on the view of the user disk: each is looked at, mounted if that is possible, and reported in any case.
struct UserVolumes: Sendable {
    let folder: String
    let threads: NIOThreadPool

    /// What was found and mounted.
    struct Found: Sendable {
        var mounted: [MountedVolume] = []
        var report: [ScannedVolume] = []
    }

    /// Mounts what can be mounted, read-only and without replaying journals.
    func mount(_ volumes: [BlockDevices.Volume]) async throws(ApplianceError) -> Found {
        var found = Found()
        for volume in volumes {
            let head = Files.read(volume.path, longest: VolumeContent.headLength)
            let content = head.map { VolumeContent(untrustedHead: $0) }
            if case .fileSystem(let system) = content, let mounted = try await mount(volume, system) {
                found.mounted.append(mounted)
            }
            found.report.append(Self.report(volume, content, isMounted: found.mounted.last?.volume == volume))
        }
        place(&found)
        return found
    }

    /// Unmounts them.
    func unmount(_ mounted: [MountedVolume]) async {
        for volume in mounted.reversed() {
            _ = try? await Command("/bin/busybox", ["umount", volume.root]).run(on: threads)
            rmdir(volume.root)
        }
    }

    private func mount(
        _ volume: BlockDevices.Volume,
        _ system: VolumeContent.FileSystem
    ) async throws(ApplianceError) -> MountedVolume? {
        let root = "\(folder)/\(volume.partition ?? 0)"
        guard makeFolder(folder), makeFolder(root) else { throw .failed("\(root) cannot be made: errno \(errno)") }
        _ = try? await Command("/bin/busybox", ["modprobe", system.type]).run(on: threads)
        for command in Self.commands(system, volume.path, root) {
            guard let outcome = try? await command.run(on: threads), outcome.succeeded else { continue }
            return MountedVolume(root: root, place: "\(volume.words):", system: system, volume: volume)
        }
        rmdir(root)
        return nil
    }

    /// The kernel's own driver, then, for Windows' file system, the one that many kernels have instead.
    private static func commands(_ system: VolumeContent.FileSystem, _ device: String, _ root: String) -> [Command] {
        let options = "\(system.options),nosuid,nodev,noexec"
        let kernel = Command("/bin/busybox", ["mount", "-t", system.type, "-o", options, device, root])
        guard system.type == "ntfs3" else { return [kernel] }
        return [kernel, Command("/usr/bin/ntfs-3g", ["-o", options, device, root])]
    }

    private func makeFolder(_ path: String) -> Bool { mkdir(path, 0o700) == 0 || errno == EEXIST }

    private static func report(
        _ volume: BlockDevices.Volume,
        _ content: VolumeContent?,
        isMounted: Bool
    ) -> ScannedVolume {
        guard let content else { return ScannedVolume(device: volume.words, content: "", trouble: "it cannot be read") }
        var report = ScannedVolume(device: volume.words, content: content.words)
        switch content {
        case .hidden(let words): report.trouble = words
        case .fileless: break
        case .fileSystem(let system):
            if !isMounted {
                report.trouble = "the appliance cannot mount \(system.type)"
            } else if system.needsReplay {
                report.trouble = "its newest changes are in its journal only, which was not read"
            }
        }
        return report
    }

    /// Says where the user OS has its volumes: the root tells of the others.
    private func place(_ found: inout Found) {
        guard let root = found.mounted.firstIndex(where: Self.isRoot) ?? found.mounted.indices.first else { return }
        let table = MountTable(untrustedText: Files.text(found.mounted[root].root + "/etc/fstab"))
        for index in found.mounted.indices {
            let volume = found.mounted[index]
            let known = table.place(identity: volume.system.identity, partition: volume.volume.partition)
            guard let place = index == root ? "" : known else { continue }
            found.mounted[index].place = place
            guard let line = found.report.firstIndex(where: { $0.device == volume.volume.words }) else { continue }
            found.report[line].mountPoint = place.isEmpty ? "/" : place
        }
    }

    private static func isRoot(_ volume: MountedVolume) -> Bool {
        ["/etc/fstab", "/etc/os-release", "/Windows/System32"].contains { access(volume.root + $0, F_OK) == 0 }
    }
}
