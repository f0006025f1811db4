import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials
import PacketPolicy
package import VirtualPC

/// The stance of the wire.
package struct StanceProvider: Provider {
    let pc: any VirtualPC

    package init(pc: any VirtualPC) { self.pc = pc }

    func instances() async -> [Instance<SKS.StanceService>] {
        let status = await pc.status()
        return [
            Instance(named: "Sekisho Stance Service") {
                $0.stance = SKS.Stance(status.stance)
                $0.stanceReason = status.stanceReason
                $0.stanceSince = status.stanceSince.iso8601
                $0.caseNumber = status.caseNumber ?? ""
            }
        ]
    }

    var methods: [Handler<SKS.StanceService>] {
        [
            .on(\.requestStance) { input, _ in
                guard let wanted = input.stance else { return .invalidParameter }
                try await pc.requestStance(Stance(wanted), reason: String((input.reason ?? "").prefix(256)))
                return .success
            },
            .on(\.showCase) { input, _ in
                guard let number = input.caseNumber, (1...20).contains(number.count) else { return .invalidParameter }
                try await pc.showCase(number, contact: String((input.contact ?? "").prefix(100)))
                return .success
            },
        ]
    }
}

extension SKS.Stance {
    init(_ stance: Stance) {
        switch stance {
        case .open: self = .open
        case .patching: self = .patching
        case .quarantine: self = .quarantine
        }
    }
}

extension Stance {
    init(_ stance: SKS.Stance) {
        switch stance {
        case .open: self = .open
        case .patching: self = .patching
        case .quarantine: self = .quarantine
        }
    }
}
