import FoundationEssentials
import Inventory

/// This appliance's part in its branch.
struct Branch: Sendable {
    let layout: Layout
    /// The tunnels that run, to be ended when their configuration changes.
    let tunnels: [BranchTunnel: Leash]

    init(layout: Layout) {
        self.layout = layout
        tunnels = Dictionary(uniqueKeysWithValues: BranchTunnel.allCases.map { ($0, Leash()) })
    }

    /// The role that was last taken; nil when there was none.
    var role: BranchRole? {
        Files.read(layout.branchRole).flatMap { try? JSONDecoder().decode(BranchRole.self, from: Data($0)) }
    }

    /// The cache through which content is fetched first; nil when no other appliance has a part in it.
    var cache: String? { role?.isShared == true ? layout.cache : nil }

    /// Takes a role, which holds over starts too.
    func take(_ role: BranchRole) throws(ApplianceError) {
        guard let encoded = try? JSONEncoder().encode(role) else { throw .failed("the role cannot be written") }
        try Files.replace(layout.branchRole, with: encoded, mode: 0o600)
        try open(role)
    }

    /// Opens the tunnels of the role that was last taken.
    func restore() throws(ApplianceError) {
        if let role { try open(role) }
    }

    /// Opens or closes the tunnel to the neighbour, as it answers or not: without the tunnel the cache fetches by itself.
    func note(neighbourAnswers: Bool, in role: BranchRole) throws(ApplianceError) {
        guard neighbourAnswers != Files.exists(layout.configuration(of: .fetch)) else { return }
        let text = neighbourAnswers ? BranchTunnel.fetch.configuration(of: role, keyFile: layout.branchKey) : nil
        try set(.fetch, to: text)
    }

    private func open(_ role: BranchRole) throws(ApplianceError) {
        try Files.replace(layout.branchKey, with: BranchTunnel.secret(of: role).utf8, mode: 0o600)
        for tunnel in BranchTunnel.allCases {
            try set(tunnel, to: tunnel.configuration(of: role, keyFile: layout.branchKey))
        }
    }

    private func set(_ tunnel: BranchTunnel, to text: String?) throws(ApplianceError) {
        let file = layout.configuration(of: tunnel)
        if let text { try Files.replace(file, with: text.utf8) } else { Files.remove(file) }
        tunnels[tunnel]?.pull()
    }
}
