import AMTClient
import AMTSchema
import CIMModel
public import Fleet
import Foundation
public import Inventory
public import PacketPolicy

extension AMTEndpointControl {
    public func stance() async throws(FleetError) -> StanceReport {
        let service = try await only(SKS.StanceService.self)
        guard let stance = service.stance else {
            throw .refused("the endpoint is in a stance that this console does not know")
        }
        return StanceReport(
            stance: Stance(stance),
            reason: service.stanceReason ?? "",
            since: Date(untrustedText: service.stanceSince),
            caseNumber: service.caseNumber.flatMap { $0.isEmpty ? nil : $0 }
        )
    }

    public func requestStance(_ stance: Stance, reason: String) async throws(FleetError) {
        _ = try await asking {
            try await proxy(SKS.StanceService.self).requestStance {
                $0.stance = SKS.Stance(stance)
                $0.reason = reason
            }
        }
    }

    public func showCase(_ number: String, contact: String) async throws(FleetError) {
        _ = try await asking {
            try await proxy(SKS.StanceService.self).showCase {
                $0.caseNumber = number
                $0.contact = contact
            }
        }
    }

    public func appliance() async throws(FleetError) -> ApplianceReport {
        let service = try await only(SKS.ApplianceService.self)
        return ApplianceReport(
            state: ApplianceReport.State(service.state),
            accelerator: service.accelerator ?? "",
            health: ApplianceHealth(service)
        )
    }

    public func setBranch(_ role: BranchRole) async throws(FleetError) {
        _ = try await asking {
            try await proxy(SKS.ApplianceService.self).setBranch {
                $0.serves = role.serves
                $0.neighbour = role.neighbour
                $0.key = role.key
            }
        }
    }

    public func agentConnected() async throws(FleetError) -> Bool {
        try await only(SKS.RepairService.self).agentConnected ?? false
    }
}

extension Date {
    /// The date that a text of ISO 8601 gives; nil for anything else.
    init?(untrustedText: String?) {
        guard let untrustedText, let date = try? Date(untrustedText, strategy: .iso8601) else { return nil }
        self = date
    }
}

extension Stance {
    fileprivate init(_ stance: SKS.Stance) {
        switch stance {
        case .open: self = .open
        case .patching: self = .patching
        case .quarantine: self = .quarantine
        }
    }
}

extension SKS.Stance {
    fileprivate init(_ stance: Stance) {
        switch stance {
        case .open: self = .open
        case .patching: self = .patching
        case .quarantine: self = .quarantine
        }
    }
}

extension ApplianceReport.State {
    /// What a console does not know does not work for it.
    fileprivate init(_ state: SKS.ApplianceState?) {
        switch state {
        case .off: self = .off
        case .starting: self = .starting
        case .ready: self = .ready
        case .failed, nil: self = .failed
        }
    }
}

extension ApplianceHealth {
    /// What the appliance says of itself; nil while it says nothing.
    fileprivate init?(_ service: Instance<SKS.ApplianceService>) {
        guard let version = service.version else { return nil }
        self.init(
            version: version,
            uptimeSeconds: Int(service.uptimeSeconds ?? 0),
            definitionsVersion: service.definitionsVersion ?? "",
            definitionsDate: Date(untrustedText: service.definitionsDate),
            rulesVersion: service.rulesVersion ?? "",
            suricata: service.suricata ?? "",
            clamd: service.clamd ?? "",
            flows: Int(service.flows ?? 0),
            packetsForwarded: service.packetsForwarded ?? 0,
            packetsDropped: service.packetsDropped ?? 0,
            memoryUsedKiB: Int(service.memoryUsedKiB ?? 0),
            address: service.address ?? "",
            policyVersion: service.policyVersion,
            listsVersion: service.listsVersion
        )
    }
}
