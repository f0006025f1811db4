public import ConsoleAPI
import Fleet
import Foundation
import Inventory

extension FleetDesk {
    public func order(_ order: BranchOrder, of name: String) async throws {
        try await answering {
            let neighbour = try await neighbour(order, of: name)
            guard let role = BranchRole(serves: order.serves, neighbour: neighbour, key: branch.text) else {
                throw FleetError.refused("the appliance of \(order.through ?? "") has no address on the LAN yet")
            }
            let endpoint = try await find(name)
            guard endpoint.usesTLS else {
                throw FleetError.refused("the key of a branch travels by TLS only: add \(name) with port 16993")
            }
            try await control(of: name).setBranch(role)
        }
    }

    /// The address of the appliance to fetch through; nil for none.
    private func neighbour(_ order: BranchOrder, of name: String) async throws -> String? {
        guard let other = order.through else { return nil }
        guard other != name else { throw Problem.badRequest("A PC does not fetch through itself.") }
        // Text that is no address is refused with the role.
        return try await control(of: other).appliance().health?.address ?? "none"
    }
}
