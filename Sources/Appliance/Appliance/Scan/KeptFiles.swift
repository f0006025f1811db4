import Crypto
import FoundationEssentials
import Glibc
import Inventory

/// The appliance's store of infected files: copied before anybody removes them, so that they can be put back.
struct KeptFiles: Sendable {
    let folder: String
    /// The bytes that all copies together may have.
    var mostBytes: UInt64 = 256 << 20
    /// The bytes that one copy may have.
    var greatest: UInt64 = 64 << 20
    /// The greatest number of copies.
    var most = 256
    private static let longestPath = 1024

    /// What is kept, by the time of keeping.
    var all: [KeptFile] {
        Files.names(in: folder).filter { $0.hasSuffix(".json") }
            .compactMap { described(String($0.dropLast(5))) }
            .sorted { ($0.keptAt, $0.id) < ($1.keptAt, $1.id) }
    }

    /// The kept file of that name.
    func file(_ untrustedID: String) throws(ApplianceError) -> KeptFile {
        guard KeptFile.isID(untrustedID) else { throw .invalidOrder("no name of a kept file") }
        guard let file = described(untrustedID) else { throw .failed("nothing is kept as \(untrustedID)") }
        return file
    }

    /// Where the content of a kept file is.
    func content(of file: KeptFile) -> String { "\(folder)/\(file.id)" }

    /// Copies an infected file, or says why it does not; a copy that is there already is enough.
    func keep(_ source: String, as infection: Infection, at now: Date = Date()) -> Infection {
        var infection = infection
        do throws(ApplianceError) {
            infection.keptAs = try copy(source, infection, now)
        } catch {
            infection.notKept = error.description
        }
        return infection
    }

    /// Throws a copy away.
    func forget(_ untrustedID: String) throws(ApplianceError) {
        let file = try file(untrustedID)
        unlink("\(folder)/\(file.id).json")
        unlink(content(of: file))
    }

    private func copy(_ source: String, _ infection: Infection, _ now: Date) throws(ApplianceError) -> String {
        let id = Self.id(infection)
        if described(id) != nil { return id }
        guard infection.path.utf8.count <= Self.longestPath else { throw .failed("its path is too long") }
        let original = open(source, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard original >= 0 else { throw .failed("it cannot be read: errno \(errno)") }
        defer { close(original) }
        var status = stat()
        guard fstat(original, &status) == 0 else { throw .failed("it cannot be looked at: errno \(errno)") }
        let file = KeptFile(id, infection, status, now)
        try makeRoom(for: file)
        try write(original, of: file)
        return id
    }

    private func makeRoom(for file: KeptFile) throws(ApplianceError) {
        guard file.sizeBytes <= greatest else { throw .failed("it is larger than \(greatest >> 20) MiB") }
        if access(folder, F_OK) != 0, mkdir(folder, 0o700) != 0 {
            throw .failed("\(folder) cannot be made: errno \(errno)")
        }
        let kept = all
        guard kept.count < most, kept.reduce(file.sizeBytes, { $0 + $1.sizeBytes }) <= mostBytes else {
            throw .failed("the store is full")
        }
    }

    private func write(_ original: Int32, of file: KeptFile) throws(ApplianceError) {
        let path = content(of: file)
        let copy = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard copy >= 0 else { throw .failed("no copy can be written: errno \(errno)") }
        defer { close(copy) }
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        var left = Int(file.sizeBytes)
        while left > 0 {
            let count = read(original, &buffer, min(left, buffer.count))
            guard count > 0 else { throw .failed("it cannot be read to its end") }
            try Files.writeAll(Array(buffer.prefix(count)), to: copy)
            left -= count
        }
        guard fsync(copy) == 0, FileDigest.sha256(of: path) == file.sha256 else {
            unlink(path)
            throw .failed("the copy is not what was scanned")
        }
        try Files.replace(path + ".json", with: Self.describe(file))
    }

    private func described(_ id: String) -> KeptFile? {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        guard let bytes = Files.read("\(folder)/\(id).json") else { return nil }
        return try? decoder.decode(KeptFile.self, from: Data(bytes))
    }

    private static func describe(_ file: KeptFile) throws(ApplianceError) -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .secondsSince1970
        guard let description = try? encoder.encode(file) else { throw .failed("the copy cannot be described") }
        return description
    }

    private static func id(_ infection: Infection) -> String {
        FileDigest.hex(SHA256.hash(data: Data("\(infection.path)\0\(infection.sha256)".utf8)).prefix(16))
    }
}

extension KeptFile {
    fileprivate init(_ id: String, _ infection: Infection, _ status: stat, _ now: Date) {
        self.init(
            id: id,
            path: infection.path,
            infection: infection.name,
            sha256: infection.sha256,
            sizeBytes: UInt64(max(status.st_size, 0)),
            owner: status.st_uid,
            group: status.st_gid,
            mode: status.st_mode & 0o7777,
            modifiedAt: Date(timeIntervalSince1970: Double(status.st_mtim.tv_sec)),
            keptAt: now
        )
    }
}
