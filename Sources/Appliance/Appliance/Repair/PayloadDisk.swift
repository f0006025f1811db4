import Glibc

/// The disk that carries packages to the user OS: a plain tar from its first byte.
struct PayloadDisk: Sendable {
    let device: String

    /// Writes these files of a folder and waits until the disk has them; blocking.
    func write(_ names: [String], from folder: String) throws(ApplianceError) {
        try write(names.map { (path: "\(folder)/\($0)", name: $0) })
    }

    /// Writes these files under these names and waits until the disk has them; blocking.
    func write(_ files: [(path: String, name: String)]) throws(ApplianceError) {
        let disk = open(device, O_WRONLY | O_CLOEXEC)
        guard disk >= 0 else { throw .failed("\(device) cannot be written: errno \(errno)") }
        defer { close(disk) }
        for file in files { try append(file.path, as: file.name, to: disk) }
        try Files.writeAll(TarHeader.end, to: disk)
        guard fsync(disk) == 0 else { throw .failed("\(device) is not synced: errno \(errno)") }
    }

    private func append(_ path: String, as name: String, to disk: Int32) throws(ApplianceError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .failed("\(path) cannot be read: errno \(errno)") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, let header = TarHeader.bytes(name: name, size: Int(status.st_size)) else {
            throw .failed("\(name) does not fit a tar archive")
        }
        try Files.writeAll(header, to: disk)
        try copy(Int(status.st_size), from: file, to: disk)
        try Files.writeAll([UInt8](repeating: 0, count: TarHeader.padding(after: Int(status.st_size))), to: disk)
    }

    private func copy(_ size: Int, from file: Int32, to disk: Int32) throws(ApplianceError) {
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        var left = size
        while left > 0 {
            let count = read(file, &buffer, min(buffer.count, left))
            guard count > 0 else { throw .failed("a package ended early") }
            try Files.writeAll(Array(buffer.prefix(count)), to: disk)
            left -= count
        }
    }
}
