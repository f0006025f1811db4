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
        /// The volumes that have files which should have been read, and were not.
        fileprivate(set) var unscanned: Set<String> = []
        /// The devices that LVM has a part in, and what it made of them.
        fileprivate var parts: [BlockDevices.Volume] = []
        fileprivate var logical = LogicalVolumes.Opened()
        /// What the disk itself calls its partitions.
        fileprivate var partitions = PartitionTable()
    }

    /// Mounts what can be mounted, read-only and without replaying journals; then what LVM makes of the rest.
    func mount(_ volumes: [BlockDevices.Volume]) async -> Found {
        var found = Found()
        for volume in volumes { await take(volume, &found) }
        found.logical = await logical(found).open()
        for entry in found.logical.entries {
            await take(BlockDevices.Volume(logical: entry), whyClosed: found.logical.trouble, &found)
        }
        if let trouble = found.logical.trouble {
            tell(trouble, of: found.parts, &found)
            found.unscanned.formUnion(found.parts.map(\.words))
        }
        place(&found)
        return found
    }

    /// Unmounts them and takes LVM's volumes away.
    func release(_ found: Found) async {
        for volume in found.mounted.reversed() {
            _ = try? await Command("/bin/busybox", ["umount", volume.root]).run(on: threads)
            rmdir(volume.root)
        }
        await logical(found).close(found.logical)
    }

    private func logical(_ found: Found) -> LogicalVolumes {
        LogicalVolumes(parts: found.parts.map(\.path), threads: threads)
    }

    private func take(_ volume: BlockDevices.Volume, whyClosed: String? = nil, _ found: inout Found) async {
        guard let head = Files.read(volume.path, longest: VolumeContent.headLength) else {
            let trouble = whyClosed ?? "it cannot be read"
            found.unscanned.insert(volume.words)
            return found.report.append(ScannedVolume(device: volume.words, content: "", trouble: trouble))
        }
        let content = VolumeContent(untrustedHead: head)
        if volume.isDisk { found.partitions = PartitionTable(untrustedHead: head) }
        var report = ScannedVolume(device: volume.words, content: content.words)
        switch content {
        case .hidden(let words): report.trouble = words
        case .part: found.parts.append(volume)
        case .fileless: break
        case .fileSystem(let system):
            do throws(ApplianceError) {
                found.mounted.append(try await mount(volume, system, at: "\(folder)/\(found.report.count)"))
                if system.needsReplay {
                    report.trouble = "its newest changes are in its journal only, which was not read"
                }
            } catch {
                report.trouble = "the appliance cannot mount \(system.type): \(error)"
                found.unscanned.insert(volume.words)
            }
        }
        found.report.append(report)
    }

    private func mount(
        _ volume: BlockDevices.Volume,
        _ system: VolumeContent.FileSystem,
        at root: String
    ) async throws(ApplianceError) -> MountedVolume {
        guard makeFolder(folder), makeFolder(root) else { throw .failed("\(root) cannot be made: errno \(errno)") }
        _ = try? await Command("/bin/busybox", ["modprobe", system.type]).run(on: threads)
        var reason = ""
        for command in Self.commands(system, volume.path, root) {
            let outcome = try await command.run(on: threads)
            guard !outcome.succeeded else {
                return MountedVolume(root: root, place: "\(volume.words):", system: system, volume: volume)
            }
            reason = outcome.reason.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        rmdir(root)
        throw .failed(reason)
    }

    /// The kernel's own driver, then, for Windows' file system, the one that many kernels have instead.
    private static func commands(_ system: VolumeContent.FileSystem, _ device: String, _ root: String) -> [Command] {
        let options = "\(system.options),nosuid,nodev,noexec"
        let kernel = Command("/bin/busybox", ["mount", "-t", system.type, "-o", options, device, root])
        guard system.type == "ntfs3" else { return [kernel] }
        return [kernel, Command("/usr/bin/ntfs-3g", ["-o", options, device, root])]
    }

    private func makeFolder(_ path: String) -> Bool { mkdir(path, 0o700) == 0 || errno == EEXIST }

    private func tell(_ trouble: String, of volumes: [BlockDevices.Volume], _ found: inout Found) {
        for index in found.report.indices where volumes.contains(where: { $0.words == found.report[index].device }) {
            found.report[index].trouble = trouble
        }
    }

    /// Says where the user OS has its volumes: the root tells of the others.
    private func place(_ found: inout Found) {
        guard let root = found.mounted.firstIndex(where: Self.isRoot) ?? found.mounted.indices.first else { return }
        let table = MountTable(untrustedText: Self.table(of: found.mounted[root]))
        for index in found.mounted.indices {
            let volume = found.mounted[index]
            let names = volume.volume.partition.flatMap { found.partitions[$0] }
            let known = table.place(of: volume.system, volume.volume, called: names)
            guard let place = index == root ? "" : known else { continue }
            found.mounted[index].place = place
            guard let line = found.report.firstIndex(where: { $0.device == volume.volume.words }) else { continue }
            found.report[line].mountPoint = place.isEmpty ? "/" : place
        }
    }

    /// The text of `/etc/fstab`; none when there is no such file, whatever else has its name.
    private static func table(of volume: MountedVolume) -> String {
        do throws(ApplianceError) {
            return try UserFolder(root: volume.root).file(at: "/etc/fstab").text()
        } catch {
            return ""
        }
    }

    private static func isRoot(_ volume: MountedVolume) -> Bool {
        guard let root = try? UserFolder(root: volume.root) else { return false }
        return ["/etc/fstab", "/etc/os-release", "/Windows/System32"].contains { root.holds($0) }
    }
}
