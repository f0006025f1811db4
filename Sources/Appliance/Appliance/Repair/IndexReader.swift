import Glibc
import NIOPosix

/// Fetches the index of a repository, and believes it by the signature of the repository's release file (apt-secure(8)).
struct IndexReader: Sendable {
    /// Where files are put.
    let folder: String
    let fetcher: Fetcher
    /// Folders of keyrings; a signature of any of their keys is believed.
    let keyrings: [String]

    /// What a repository has, and what it says of itself.
    struct Reading: Sendable {
        let index: PackageIndex
        let isSecurity: Bool
    }

    /// Reads a repository. One that is not trusted by its own entry must be signed.
    func read(_ repository: Repository, unless abandonment: Abandonment) async throws(ApplianceError) -> Reading {
        let release = try await release(of: repository, unless: abandonment)
        let file = "\(folder)/Packages"
        try await fetcher.fetch(repository.index, to: file, largest: 256 << 20, unless: abandonment)
        if let digest = release?.digests[repository.indexPath] {
            guard FileDigest.sha256(of: file) == digest else {
                throw .wrongContent("the index has another checksum than the release file says")
            }
        } else if !repository.isTrusted {
            throw .wrongContent("the release file says nothing of \(repository.indexPath)")
        }
        let index = PackageIndex(untrustedText: try await text(file, repository, unless: abandonment))
        return Reading(index: index, isSecurity: release?.isSecurity ?? false)
    }

    /// The verified release file; nil for a trusted repository that has none.
    private func release(
        of repository: Repository,
        unless abandonment: Abandonment
    ) async throws(ApplianceError) -> ReleaseFile? {
        let file = "\(folder)/InRelease"
        let place = repository.base + repository.release + "InRelease"
        do throws(ApplianceError) {
            try await fetcher.fetch(place, to: file, largest: 16 << 20, unless: abandonment)
        } catch {
            guard repository.isTrusted, error != .cancelled else { throw error }
            return nil
        }
        if repository.isTrusted { return ReleaseFile(untrustedText: text(file)) }
        return ReleaseFile(untrustedText: try await verified(file, unless: abandonment))
    }

    /// What is inside the signature, once that is found good.
    private func verified(_ file: String, unless abandonment: Abandonment) async throws(ApplianceError) -> String {
        let rings = keyrings.flatMap { folder in
            Files.names(in: folder).filter { $0.hasSuffix(".gpg") }.map { "\(folder)/\($0)" }
        }
        guard !rings.isEmpty else { throw .failed("the appliance has no keys to verify repositories with") }
        let content = file + ".verified"
        let arguments = rings.flatMap { ["--keyring", $0] } + ["--output", content, file]
        unlink(content)
        let outcome = try await Command("/usr/bin/gpgv", arguments).run(on: fetcher.threads, unless: abandonment)
        guard outcome.succeeded else {
            throw .wrongContent("the repository's signature is not good: \(outcome.reason)")
        }
        return text(content)
    }

    private func text(_ file: String) -> String {
        String(decoding: Files.read(file, longest: 16 << 20) ?? [], as: UTF8.self)
    }

    private func text(
        _ file: String,
        _ repository: Repository,
        unless abandonment: Abandonment
    ) async throws(ApplianceError) -> String {
        guard repository.isCompressed else {
            return String(decoding: Files.read(file, longest: 256 << 20) ?? [], as: UTF8.self)
        }
        var unpack = Command("/usr/bin/gzip", ["-dc", file], timeoutSeconds: 300)
        unpack.longestOutput = 256 << 20
        let outcome = try await unpack.run(on: fetcher.threads, unless: abandonment)
        guard outcome.succeeded else { throw .wrongContent("the index does not unpack") }
        return outcome.output
    }
}
