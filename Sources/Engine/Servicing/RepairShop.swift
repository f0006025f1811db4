package import ObjectManager
import ApplianceLink
import FoundationEssentials
import Inventory
package import NVRAM
package import VirtualPC

/// What the engine does to the user OS from outside: learns of it, removes files, installs packages.
package struct RepairShop: Sendable {
    let pc: any VirtualPC
    let nvram: NVRAM
    let journal: EventJournal

    package init(pc: any VirtualPC, nvram: NVRAM, journal: EventJournal) {
        self.pc = pc
        self.nvram = nvram
        self.journal = journal
    }

    /// Asks the user OS what is installed and keeps the answer in NVRAM.
    package func refreshFacts() async throws -> Int {
        let commands = try await commands()
        let output = try await run(commands.readFacts, "reading what is installed")
        let facts = commands.facts(untrustedOutput: output.text, learntAt: Date())
        guard !facts.isEmpty else { throw PCError.refused("the user OS told nothing of its software") }
        try await nvram.replaceFacts(of: [.os, .package], with: facts)
        return facts.count
    }

    /// Removes a file whose content is what the scan saw.
    ///
    /// - Throws: ``PCError`` when the file has changed since, for then it is not known to be what was condemned.
    func remove(_ path: String, sha256: String) async throws {
        let commands = try await commands()
        guard try await exists(path, commands) else { return }
        let digest = try await run(commands.digest(of: path), "reading \(path)").text.prefix(64)
        guard digest == sha256.lowercased() else {
            throw PCError.refused("\(path) has changed since the scan; scan again")
        }
        _ = try await run(commands.remove(path), "removing \(path)")
        guard try await !exists(path, commands) else { throw PCError.refused("\(path) is still there") }
        try await journal.log(.repair("removed \(path), SHA-256 \(sha256.lowercased())"))
    }

    /// Installs packages from the payload disk, then learns what is installed.
    func installFromPayload(_ names: [PackageName]) async throws {
        let commands = try await commands()
        try await withPayload {
            let output = try await run(commands.installFromPayload(names.map(\.text)), "installing")
            if let complaint = commands.complaint(untrustedInstallation: output.text) {
                throw PCError.refused(complaint)
            }
        }
        try await journal.log(.repair("installed \(names.map(\.text).joined(separator: ", ")) without network"))
        _ = try await refreshFacts()
    }

    private func withPayload(_ work: () async throws -> Void) async throws {
        try await pc.attachPayload()
        do {
            try await work()
        } catch {
            try await pc.detachPayload()
            throw error
        }
        try await pc.detachPayload()
    }

    /// Puts back a file that the appliance has kept, with owner, permissions and time.
    ///
    /// - Throws: ``PCError`` when there is a file at its place: what a person has put there is not overwritten.
    func restore(_ id: String) async throws {
        let file: KeptFile
        switch try await pc.ask(.stageKept(id: id), progress: { _, _ in }) {
        case .keptStaged(let staged): file = staged
        case .refused(let reason): throw PCError.refused(reason)
        default: throw PCError.refused("the appliance answers another question")
        }
        guard file.path.hasPrefix("/") else { throw PCError.refused("it is not known where the user OS has it") }
        let commands = try await commands()
        try await withPayload { _ = try await run(commands.restore(file), "restoring \(file.path)") }
        try await journal.log(.repair("restored \(file.path), SHA-256 \(file.sha256), once \(file.infection)"))
    }

    /// Has the appliance throw a kept file away.
    func forget(_ id: String) async throws {
        if case .refused(let reason) = try await pc.ask(.forgetKept(id: id), progress: { _, _ in }) {
            throw PCError.refused(reason)
        }
        try await journal.log(.repair("threw away the kept file \(id)"))
    }

    /// Upgrades packages through the appliance's cache, then learns what is installed. Meanwhile the user OS reaches these
    /// repositories, and nothing else.
    func installFromCache(_ names: [PackageName], of repositories: [String]) async throws {
        let commands = try await commands()
        try await withCache(openTo: repositories) {
            let output = try await run(commands.installFromCache(names.map(\.text)), "installing through the cache")
            if let complaint = commands.complaint(untrustedInstallation: output.text) {
                throw PCError.refused(complaint)
            }
        }
        try await journal.log(.repair("installed \(names.map(\.text).joined(separator: ", ")) through the cache"))
        _ = try await refreshFacts()
    }

    private func withCache(openTo repositories: [String], _ work: () async throws -> Void) async throws {
        do {
            try await openCache(to: repositories)
            try await work()
        } catch {
            // The reason of the failure is what is told; the next stance closes what this leaves open.
            try? await openCache(to: [])
            throw error
        }
        try await openCache(to: [])
    }

    private func openCache(to repositories: [String]) async throws {
        switch try await pc.ask(.openCache(to: repositories), progress: { _, _ in }) {
        case .done: return
        case .refused(let reason): throw PCError.refused(reason)
        default: throw PCError.refused("the appliance answers another question")
        }
    }

    /// Whether a TCP connection from inside the user OS opens.
    func reaches(_ host: HostName, port: UInt16) async throws -> Bool {
        try await pc.run(commands().connect(to: host.text, port: port)).exitStatus == 0
    }

    /// What the user OS that runs now understands.
    func commands() async throws -> any SystemCommands { try await pc.userSystem().commands }

    private func exists(_ path: String, _ commands: any SystemCommands) async throws -> Bool {
        let output = try await pc.run(commands.exists(path))
        guard output.exitStatus == 0 || output.exitStatus == commands.absent else {
            throw PCError.refused("looking for \(path) failed with status \(output.exitStatus)")
        }
        return output.exitStatus == 0
    }

    private func run(_ command: GuestCommand, _ what: String) async throws -> GuestOutput {
        let output = try await pc.run(command)
        guard output.exitStatus == 0 else {
            let reason = String(decoding: output.standardError.suffix(400), as: UTF8.self)
            throw PCError.refused("\(what) failed with status \(output.exitStatus): \(reason)")
        }
        return output
    }
}
