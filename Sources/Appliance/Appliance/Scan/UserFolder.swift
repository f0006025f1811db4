import COpenAt2
import Glibc

/// An open folder on a volume of the user OS.
///
/// Whoever wrote that disk has made its names, links and files what they are. Nothing there is opened in another way than
/// through this: no name leads out of the volume, and neither a FIFO nor a device keeps the appliance waiting.
struct UserFolder: ~Copyable {
    private let stream: OpaquePointer

    /// Opens a folder of the appliance's own, where a volume is mounted.
    init(root: String) throws(ApplianceError) {
        stream = try Self.stream(of: open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    private init(stream: OpaquePointer) { self.stream = stream }

    deinit { closedir(stream) }

    /// The next name in this folder; nil when there is none left.
    func next() throws(ApplianceError) -> FileName? {
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw Self.failure("it cannot be listed") }
                return nil
            }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { FileName(bytes: $0.prefix { $0 != 0 }) }
            if !name.isSelfOrParent { return name }
        }
    }

    /// What the entry of that name is; of a link, the link.
    func status(of name: FileName) throws(ApplianceError) -> stat {
        var status = stat()
        guard name.withCString({ fstatat(dirfd(stream), $0, &status, AT_SYMLINK_NOFOLLOW) }) == 0 else {
            throw Self.failure("it cannot be looked at")
        }
        return status
    }

    /// Opens the folder of that name.
    func folder(_ name: FileName) throws(ApplianceError) -> UserFolder {
        UserFolder(stream: try Self.stream(of: descriptor(name, O_RDONLY | O_DIRECTORY, sekisho_resolve_plainly)))
    }

    /// Opens the regular file of that name.
    func file(_ name: FileName) throws(ApplianceError) -> UserFile {
        try UserFile(taking: descriptor(name, O_RDONLY, sekisho_resolve_plainly))
    }

    /// Opens the regular file at a path for which this folder is the root: links lead where they lead for the user OS.
    func file(at path: String) throws(ApplianceError) -> UserFile {
        try UserFile(taking: descriptor(FileName(path), O_RDONLY, sekisho_resolve_in_root))
    }

    /// Whether there is something at a path for which this folder is the root.
    func holds(_ path: String) -> Bool {
        let found = descriptor(FileName(path), sekisho_name_alone, sekisho_resolve_in_root)
        if found >= 0 { close(found) }
        return found >= 0
    }

    private func descriptor(_ name: FileName, _ flags: Int32, _ resolve: UInt64) -> Int32 {
        let patience = flags & sekisho_name_alone == 0 ? O_NONBLOCK | O_NOCTTY : 0
        return name.withCString { sekisho_openat2(dirfd(stream), $0, UInt64(flags | O_CLOEXEC | patience), resolve) }
    }

    private static func stream(of descriptor: Int32) throws(ApplianceError) -> OpaquePointer {
        guard descriptor >= 0 else { throw failure("it cannot be opened") }
        guard let stream = fdopendir(descriptor) else {
            close(descriptor)
            throw failure("it cannot be listed")
        }
        return stream
    }

    /// What is said of files that the user OS has encrypted one by one (fscrypt).
    static let encrypted = ApplianceError.failed("it is encrypted, and its key is not on the disk")

    fileprivate static func failure(_ words: String) -> ApplianceError {
        errno == ENOKEY ? encrypted : .failed("\(words): errno \(errno)")
    }
}

/// An open regular file on a volume of the user OS.
struct UserFile: ~Copyable {
    let descriptor: Int32
    let status: stat

    fileprivate init(taking descriptor: Int32) throws(ApplianceError) {
        guard descriptor >= 0 else { throw UserFolder.failure("it cannot be opened") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .failed("it is no regular file")
        }
        (self.descriptor, self.status) = (descriptor, status)
    }

    deinit { close(descriptor) }

    /// Its start as text; what is no UTF-8 in it is replaced.
    func text(longest: Int = 1 << 20) -> String {
        String(decoding: Files.read(from: descriptor, longest: longest), as: UTF8.self)
    }
}

/// A name on a disk of the user OS: any bytes but NUL, for its file systems do not ask for text.
struct FileName: Sendable, Hashable {
    let bytes: [UInt8]

    init(bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    init(_ text: String) { self.init(bytes: text.utf8) }

    fileprivate var isSelfOrParent: Bool { bytes == [0x2E] || bytes == [0x2E, 0x2E] }

    fileprivate func withCString<Value>(_ body: (UnsafePointer<CChar>) -> Value) -> Value {
        let characters = bytes.map { CChar(bitPattern: $0) } + [0]
        return characters.withUnsafeBufferPointer { buffer in buffer.baseAddress.map(body) ?? body([0]) }
    }
}
