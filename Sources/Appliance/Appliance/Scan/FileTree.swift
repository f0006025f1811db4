import Glibc

/// A regular file of the user OS that a scan comes by.
struct ScanFile: Sendable {
    let name: FileName
    /// Where the user OS has it.
    let path: UserPath
    let size: UInt64
    /// The bytes that it takes on the disk; few for a long file of nothing.
    let allocated: UInt64
    /// Its state; nil on a file system whose times a program can set.
    let state: FileState?
}

/// The walk over a mounted volume; symbolic links are not followed.
///
/// It holds no more than the folders between the root and where it is, whatever the disk holds.
struct FileTree: Sendable {
    /// What the walk comes by.
    enum Sight: Sendable {
        case file(ScanFile)
        /// What cannot be looked at, and why.
        case unreadable(UserPath, ApplianceError)
    }

    /// Looks at what is met in an open folder; false ends the walk.
    typealias Visit = (Sight, borrowing UserFolder) throws(ApplianceError) -> Bool

    let volume: MountedVolume
    let control: Abandonment
    /// How many names there may be.
    var most = 20_000_000
    /// How many folders may be in one another; each of them is open.
    var deepest = 256

    /// Shows everything below the volume's root to the visitor.
    func walk(_ root: borrowing UserFolder, _ visit: Visit) throws(ApplianceError) {
        var left = most
        _ = try walk(root, UserPath(), level: 0, &left, visit)
    }

    private func walk(
        _ folder: borrowing UserFolder,
        _ path: UserPath,
        level: Int,
        _ left: inout Int,
        _ visit: Visit
    ) throws(ApplianceError) -> Bool {
        while !control.isRequested {
            let name: FileName?
            do throws(ApplianceError) { name = try folder.next() } catch {
                return try visit(.unreadable(path.below(volume.place), error), folder)
            }
            guard let name else { return true }
            guard left > 0 else {
                let reason = ApplianceError.failed("there are more files than one scan takes")
                _ = try visit(.unreadable(path.below(volume.place), reason), folder)
                return false
            }
            left -= 1
            guard try meet(name, in: folder, path.appending(name), level: level, &left, visit) else { return false }
        }
        return false
    }

    private func meet(
        _ name: FileName,
        in folder: borrowing UserFolder,
        _ path: UserPath,
        level: Int,
        _ left: inout Int,
        _ visit: Visit
    ) throws(ApplianceError) -> Bool {
        let place = path.below(volume.place)
        let status: stat
        do throws(ApplianceError) { status = try folder.status(of: name) } catch {
            return try visit(.unreadable(place, error), folder)
        }
        if status.st_mode & S_IFMT == S_IFREG { return try visit(.file(file(name, path, status)), folder) }
        guard status.st_mode & S_IFMT == S_IFDIR else { return true }
        let inner: UserFolder
        do throws(ApplianceError) { inner = try self.folder(name, in: folder, level: level + 1) } catch {
            return try visit(.unreadable(place, error), folder)
        }
        return try walk(inner, path, level: level + 1, &left, visit)
    }

    private func folder(
        _ name: FileName,
        in folder: borrowing UserFolder,
        level: Int
    ) throws(ApplianceError) -> UserFolder {
        guard level < deepest else { throw .failed("it lies deeper than a scan goes") }
        return try folder.folder(name)
    }

    private func file(_ name: FileName, _ path: UserPath, _ status: stat) -> ScanFile {
        ScanFile(
            name: name,
            path: path.below(volume.place),
            size: UInt64(max(status.st_size, 0)),
            allocated: UInt64(max(status.st_blocks, 0)) &* 512,
            state: volume.system.tellsChanges
                ? FileState(volume: volume.system.identity, path: path, status: status) : nil
        )
    }
}
