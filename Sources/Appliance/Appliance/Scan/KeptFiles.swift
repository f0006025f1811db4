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
    /// What had to go to make room for what is kept now.
    private(set) var displaced: [KeptFile] = []
    /// What is kept since this value began: none of it makes room for the rest.
    private var newest: Set<String> = []
    private static let longestPath = 1024

    init(folder: String, mostBytes: UInt64 = 256 << 20, greatest: UInt64 = 64 << 20, most: Int = 256) {
        (self.folder, self.mostBytes, self.greatest, self.most) = (folder, mostBytes, greatest, most)
    }

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
    ///
    /// The oldest copies make room, but none that was kept by this value: whoever fills a disk with infected files does not
    /// get rid of the one that counts by what comes after it.
    mutating func keep(_ source: borrowing UserFile, as infection: Infection, at now: Date = Date()) -> Infection {
        var infection = infection
        do throws(ApplianceError) {
            let id = try copy(source, infection, now)
            newest.insert(id)
            infection.keptAs = id
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

    private mutating func copy(
        _ source: borrowing UserFile,
        _ infection: Infection,
        _ now: Date
    ) throws(ApplianceError) -> String {
        let id = Self.id(infection)
        if described(id) != nil { return id }
        guard infection.path.utf8.count <= Self.longestPath else { throw .failed("its path is too long") }
        let file = KeptFile(id, infection, source.status, now)
        let kept = try makeRoom(for: file)
        if let twin = kept.first(where: { $0.sha256 == file.sha256 }) {
            try link(file, to: twin)
        } else {
            try write(source.descriptor, of: file)
        }
        return id
    }

    /// Takes the oldest copies away until there is room for another; returns what is left.
    private mutating func makeRoom(for file: KeptFile) throws(ApplianceError) -> [KeptFile] {
        guard file.sizeBytes <= greatest else { throw .failed("it is larger than \(greatest >> 20) MiB") }
        if access(folder, F_OK) != 0, mkdir(folder, 0o700) != 0 {
            throw .failed("\(folder) cannot be made: errno \(errno)")
        }
        var (kept, leaving) = (all, [KeptFile]())
        guard !hasEnoughPaths(file, kept) else { throw .failed("its content is kept already, of other paths") }
        while !hasRoom(for: file, beside: kept) {
            guard let oldest = kept.firstIndex(where: { !newest.contains($0.id) }) else {
                throw .failed("the store is full")
            }
            leaving.append(kept.remove(at: oldest))
        }
        for file in leaving { try forget(file.id) }
        displaced += leaving
        return kept
    }

    /// The same content is on the disk once, whatever paths it has; and those paths take half of the places at most.
    private func hasEnoughPaths(_ file: KeptFile, _ kept: [KeptFile]) -> Bool {
        let repeated = kept.count - Set(kept.map(\.sha256)).count
        return repeated >= most / 2 && kept.contains { $0.sha256 == file.sha256 }
    }

    private func hasRoom(for file: KeptFile, beside kept: [KeptFile]) -> Bool {
        let sizes = Dictionary((kept + [file]).map { ($0.sha256, $0.sizeBytes) }) { first, _ in first }
        return kept.count < most && sizes.values.reduce(0, +) <= mostBytes
    }

    private func link(_ file: KeptFile, to twin: KeptFile) throws(ApplianceError) {
        let path = content(of: file)
        unlink(path)
        guard Glibc.link(content(of: twin), path) == 0 else { throw .failed("no copy can be made: errno \(errno)") }
        try Files.replace(path + ".json", with: Self.describe(file))
    }

    private func write(_ original: Int32, of file: KeptFile) throws(ApplianceError) {
        let path = content(of: file)
        let copy = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard copy >= 0 else { throw .failed("no copy can be written: errno \(errno)") }
        defer { close(copy) }
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        let size = Int(file.sizeBytes)
        var place = 0
        while place < size {
            let count = pread(original, &buffer, min(size - place, buffer.count), place)
            guard count > 0 else { throw .failed("it cannot be read to its end") }
            try Files.writeAll(Array(buffer.prefix(count)), to: copy)
            place += count
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
