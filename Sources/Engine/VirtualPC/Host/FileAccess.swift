import Glibc

/// Lets the unprivileged QEMUs reach the files they need, and nothing more.
enum FileAccess {
    /// Gives a file to a user; the group may read it.
    static func give(_ path: String, to owner: UInt32, readableBy group: UInt32) throws(PCError) {
        guard chown(path, owner, group) == 0, chmod(path, 0o640) == 0 else {
            throw .failed("\(path) cannot be given to user \(owner): \(String(cString: strerror(errno)))")
        }
    }

    /// Gives a file or socket that lies where others may write: never what a link leads to.
    static func giveStrictly(_ path: String, to owner: UInt32, group: UInt32, mode: mode_t) throws(PCError) {
        let file = open(path, pathOnly | O_NOFOLLOW | O_CLOEXEC)
        defer { close(file) }
        var status = stat()
        guard file >= 0, fstat(file, &status) == 0 else {
            throw .failed("\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        let kind = status.st_mode & S_IFMT
        guard kind == S_IFREG || kind == S_IFSOCK, status.st_nlink == 1 else {
            throw .failed("\(path) is neither a file nor a socket of one name")
        }
        let opened = "/proc/self/fd/\(file)"
        guard chown(opened, owner, group) == 0, chmod(opened, mode) == 0 else {
            throw .failed("\(path) cannot be given to user \(owner): \(String(cString: strerror(errno)))")
        }
    }

    /// O_PATH, which the C library hides behind a feature macro.
    private static let pathOnly: CInt = 0o10_000_000

    /// Makes a directory that a user writes in and a group may enter; never what a link leads to.
    static func makeDirectory(_ path: String, owner: UInt32 = 0, group: UInt32 = 0, mode: mode_t = 0o755)
        throws(PCError)
    {
        _ = mkdir(path, mode)
        let folder = open(path, pathOnly | O_NOFOLLOW | O_DIRECTORY | O_CLOEXEC)
        defer { close(folder) }
        let opened = "/proc/self/fd/\(folder)"
        guard folder >= 0, chown(opened, owner, group) == 0, chmod(opened, mode) == 0 else {
            throw .failed("the directory \(path) cannot be made: \(String(cString: strerror(errno)))")
        }
    }

    /// Makes an empty file for a user to write to, in the place of what was there; the group may write it too.
    static func makeLog(_ path: String, owner: UInt32, group: UInt32) throws(PCError) {
        unlink(path)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .failed("\(path) cannot be made: \(String(cString: strerror(errno)))") }
        close(file)
        try giveStrictly(path, to: owner, group: group, mode: 0o660)
    }

    /// The groups by which a user without rights can open a device; nil when only root can.
    static func groups(toOpen device: String) -> [UInt32]? {
        var status = stat()
        guard stat(device, &status) == 0 else { return nil }
        if status.st_mode & 0o006 == 0o006 { return [] }
        return status.st_mode & 0o060 == 0o060 && status.st_gid != 0 ? [status.st_gid] : nil
    }

    /// Says in words what is wrong with a file that a virtual machine of another user is to read.
    static func require(_ path: String, _ what: String, readableBy user: UInt32) throws(PCError) {
        try require(path, what)
        try requireReachable(path, what)
        var status = stat()
        let isReadable =
            stat(path, &status) == 0
            && (status.st_mode & S_IROTH != 0 || (status.st_uid == user && status.st_mode & S_IRUSR != 0)
                || (status.st_gid == user && status.st_mode & S_IRGRP != 0))
        guard isReadable else {
            throw .failed("the \(what) \(path) cannot be read by user \(user), whom its virtual machine runs as")
        }
    }

    /// Says in words what is wrong with a file that a virtual machine is to read.
    static func require(_ path: String, _ what: String) throws(PCError) {
        guard access(path, R_OK) == 0 else {
            throw .failed("the \(what) \(path) cannot be read: \(String(cString: strerror(errno)))")
        }
    }

    /// Says which directory keeps unprivileged users away from a file.
    static func requireReachable(_ path: String, _ what: String) throws(PCError) {
        var directory = path
        while let slash = directory.lastIndex(of: "/"), slash > directory.startIndex {
            directory = String(directory[..<slash])
            var status = stat()
            guard stat(directory, &status) == 0, status.st_mode & S_IXOTH != 0 else {
                throw .failed("the \(what) \(path) is out of reach for the virtual machines: \(directory) is closed")
            }
        }
    }
}
