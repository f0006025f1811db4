import Glibc

/// A regular file of the user OS that a scan is to read.
struct ScanFile: Sendable {
    /// Where we have it.
    let real: String
    /// Where the user OS has it.
    let path: String
    let size: UInt64
    /// Its state; nil on a file system whose times a program can set.
    let state: FileState?
}

/// The walk over a mounted volume; symbolic links and other file systems are not followed.
struct FileTree: Sendable {
    let volume: MountedVolume
    /// How many files there may be.
    let most: Int
    let control: Abandonment

    /// The files that are not known to be clean; everything else is counted in the tally, and those known are noted.
    func files(
        unless clean: CleanFiles?,
        _ tally: inout ScanTally,
        unchanged: inout [FileState]
    ) -> [ScanFile] {
        var files: [ScanFile] = []
        var folders = [""]
        while let folder = folders.popLast(), !control.isRequested {
            guard let names = Files.listing(of: volume.root + folder + "/") else {
                tally.note(unreadable: volume.place + folder, "the folder cannot be read")
                continue
            }
            for name in names {
                guard files.count < most else {
                    tally.note(unreadable: volume.place + folder, "there are more files than one scan takes")
                    return files
                }
                let path = "\(folder)/\(name)"
                var status = stat()
                guard lstat(volume.root + path, &status) == 0 else {
                    tally.note(unreadable: volume.place + path, "it cannot be looked at: errno \(errno)")
                    continue
                }
                if status.st_mode & S_IFMT == S_IFDIR { folders.append(path) }
                guard status.st_mode & S_IFMT == S_IFREG else { continue }
                let file = file(path, status)
                if let state = file.state, clean?.contains(state) == true {
                    tally.countUnchanged()
                    unchanged.append(state)
                } else {
                    files.append(file)
                }
            }
        }
        return files
    }

    private func file(_ path: String, _ status: stat) -> ScanFile {
        ScanFile(
            real: volume.root + path,
            path: volume.place + path,
            size: UInt64(max(status.st_size, 0)),
            state: state(of: path, status)
        )
    }

    private func state(of path: String, _ status: stat) -> FileState? {
        guard volume.system.tellsChanges else { return nil }
        return FileState(volume: volume.system.identity, path: path, status: status)
    }
}
