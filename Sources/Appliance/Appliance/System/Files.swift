import FoundationEssentials
import Glibc

/// Small files, read and written whole.
enum Files {
    /// The start of a file; nil when it cannot be read.
    static func read(_ path: String, longest: Int = 1 << 20) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return read(from: file, longest: longest)
    }

    /// What follows in an open file, up to a bound.
    static func read(from file: Int32, longest: Int) -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        while content.count < longest {
            let count = Glibc.read(file, &buffer, min(buffer.count, longest - content.count))
            guard count > 0 else { break }
            content.append(contentsOf: buffer.prefix(count))
        }
        return content
    }

    /// The start of a file as text without surrounding white space; empty when it cannot be read.
    static func text(_ path: String) -> String {
        var text = Substring(String(decoding: read(path) ?? [], as: UTF8.self))
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// The value of a setting in a file of lines `Name value`.
    static func setting(_ name: String, in path: String) -> String? {
        text(path).split(separator: "\n").first { $0.hasPrefix(name + " ") }.map {
            String($0.dropFirst(name.utf8.count + 1))
        }
    }

    /// Writes a file under another name, syncs it, and gives it its name.
    static func replace(
        _ path: String,
        with content: some Sequence<UInt8>,
        mode: mode_t = 0o644
    ) throws(ApplianceError) {
        let draft = path + ".new"
        let file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
        guard file >= 0 else { throw .failed("\(draft) cannot be written: errno \(errno)") }
        defer { close(file) }
        do throws(ApplianceError) {
            try writeAll(Array(content), to: file)
            guard fsync(file) == 0, rename(draft, path) == 0 else {
                throw .failed("\(path) cannot be replaced: errno \(errno)")
            }
        } catch {
            unlink(draft)
            throw error
        }
    }

    /// Writes all bytes to an open file.
    static func writeAll(_ bytes: [UInt8], to file: Int32) throws(ApplianceError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
            }
            guard count > 0 || errno == EINTR else { throw .failed("writing: errno \(errno)") }
            written += max(count, 0)
        }
    }

    /// The names in a folder; none when it cannot be read.
    static func names(in folder: String) -> [String] { listing(of: folder) ?? [] }

    /// The names in a folder; nil when it cannot be read.
    static func listing(of folder: String) -> [String]? {
        guard let stream = opendir(folder) else { return nil }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = Glibc.readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Whether there is something of that name.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Removes a file, should it be there.
    static func remove(_ path: String) { unlink(path) }

    /// Makes an empty folder of what is there, whatever it holds.
    static func emptyTree(_ folder: String) {
        try? FileManager.default.removeItem(atPath: folder)
        mkdir(folder, 0o700)
    }

    /// Removes a folder of plain files.
    static func removeFolder(_ folder: String) {
        for name in names(in: folder) { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }
}
