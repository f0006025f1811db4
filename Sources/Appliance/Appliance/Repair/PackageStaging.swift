import ApplianceLink
import Glibc
import Inventory
import NIOPosix

/// Fetches packages from a repository through the appliance's cache and puts them on the payload disk.
struct PackageStaging: Sendable {
    let folder: String
    let fetcher: Fetcher
    private static let mostPackages = 200

    /// Stages the newest version of each package, believed by the checksum in the repository's index.
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
        Files.removeFolder(folder)
        guard mkdir(folder, 0o755) == 0 else { throw .failed("\(folder) cannot be made: errno \(errno)") }
        let index = try await index(of: repository, unless: abandonment)
        var staged: [PayloadPackage] = []
        for (number, name) in order.names.enumerated() {
            progress(number * 90 / order.names.count, "fetching \(name)")
            guard let entry = index.newest(name) else { throw .failed("the repository has no package \(name)") }
            try await fetch(entry, from: repository, unless: abandonment)
            staged.append(
                PayloadPackage(name: name, version: entry.version, file: entry.fileName, sha256: entry.sha256)
            )
        }
        progress(90, "writing the payload disk")
        try await write(staged.map(\.file), to: disk)
        return PayloadManifest(packages: staged)
    }

    private func index(
        of repository: Repository,
        unless abandonment: Abandonment
    ) async throws(ApplianceError) -> PackageIndex {
        let file = "\(folder)/Packages"
        try await fetcher.fetch(repository.index, to: file, largest: 256 << 20, unless: abandonment)
        if repository.isCompressed {
            let unpack = try await Command("/usr/bin/gzip", ["-dc", file], timeoutSeconds: 300)
                .unpacking.run(on: fetcher.threads, unless: abandonment)
            guard unpack.succeeded else { throw .wrongContent("the index does not unpack") }
            return PackageIndex(untrustedText: unpack.output)
        }
        return PackageIndex(untrustedText: String(decoding: Files.read(file, longest: 256 << 20) ?? [], as: UTF8.self))
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

extension Command {
    /// The same command with room for an unpacked index.
    fileprivate var unpacking: Command {
        var command = self
        command.longestOutput = 256 << 20
        return command
    }
}
