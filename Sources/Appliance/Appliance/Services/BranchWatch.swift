import Inventory
import Logging
import ServiceLifecycle

/// Looks whether the neighbour answers through whose cache this appliance fetches.
///
/// apt-cacher-ng fetches by itself when there is no tunnel, and fails when there is one that leads nowhere.
struct BranchWatch: Service {
    let branch: Branch
    let log: Logger

    func run() async throws {
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            if let role = branch.role, let neighbour = role.neighbour {
                let answers = await Listener(host: neighbour, port: BranchTunnel.port).answers()
                do { try branch.note(neighbourAnswers: answers, in: role) } catch {
                    log.error("the tunnel to \(neighbour) stays as it is: \(error)")
                }
            }
            try? await Task.sleep(for: .seconds(5))
        }
    }
}
