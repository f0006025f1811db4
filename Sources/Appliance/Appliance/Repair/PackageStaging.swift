import ApplianceLink
import Glibc
import Inventory
import NIOPosix

/// Fetches packages from a repository through the appliance's cache and puts them on the payload disk.
struct PackageStaging: Sendable {
    let folder: String
    let fetcher: Fetcher
    let reader: IndexReader
    private static let mostPackages = 200

    /// Stages the newest version of each package, and what it needs beside, believed by the checksum in the repository's index.
    func stage(
        _ order: PackageOrder,
        on disk: PayloadDisk,
        unless abandonment: Abandonment,
        progress: @Sendable (Int, String) -> Void
    ) async throws(ApplianceError) -> PayloadManifest {
        let repository = try Repository(order.repository)
        guard (1...Self.mostPackages).contains(order.names.count), order.names.allSatisfy(PackageIndex.isName) else {
            throw .invalidOrder("not names of packages")
        }
        try Self.makeEmpty(folder)
        let index = try await reader.read(repository, unless: abandonment).index
        let entries = try Resolver(index: index, installed: order.installed).resolve(order.names)
        var staged: [PayloadPackage] = []
        for (number, entry) in entries.enumerated() {
            progress(number * 90 / entries.count, "fetching \(entry.name)")
            try await fetch(entry, from: repository, unless: abandonment)
            staged.append(
                PayloadPackage(name: entry.name, version: entry.version, file: entry.fileName, sha256: entry.sha256)
            )
        }
        progress(90, "writing the payload disk")
        try await write(staged.map(\.file), to: disk)
        return PayloadManifest(packages: staged)
    }

    /// An empty folder for what is fetched.
    static func makeEmpty(_ folder: String) throws(ApplianceError) {
        Files.removeFolder(folder)
        guard mkdir(folder, 0o755) == 0 else { throw .failed("\(folder) cannot be made: errno \(errno)") }
    }

    private func fetch(
        _ entry: PackageIndex.Entry,
        from repository: Repository,
        unless abandonment: Abandonment
    ) async throws(ApplianceError) {
        let file = "\(folder)/\(entry.fileName)"
        try await fetcher.fetch(repository.base + entry.path, to: file, largest: 2 << 30, unless: abandonment)
        guard FileDigest.sha256(of: file) == entry.sha256 else {
            throw .wrongContent("\(entry.fileName) has another checksum than the repository's index says")
        }
    }

    private func write(_ names: [String], to disk: PayloadDisk) async throws(ApplianceError) {
        let folder = folder
        do {
            try await fetcher.threads.runIfActive { try disk.write(names, from: folder) }
        } catch {
            throw error as? ApplianceError ?? .failed("\(error)")
        }
    }
}
