import ApplianceLink
import Logging
import FoundationEssentials
public import PacketPolicy
import QMP

extension QEMUPC {
    /// Changes what may cross the wire of the user OS: the filter first, then the cable, then the appliance.
    public func requestStance(_ new: Stance, reason: String) async throws(PCError) {
        try await apply(new)
        let record = StanceRecord(stance: new, reason: reason, since: Date())
        stance = record
        await setCable()
        tell(.stanceChanged(new, reason: reason))
        try record.save(stanceFile)
        try await tellAppliance(new)
    }

    /// The cable of the user OS is the second lock: out while in quarantine.
    func setCable() async {
        guard let user else {
            return
        }
        do throws(PCError) {
            try await user.execute(SetLink("nic0", up: stance.stance != .quarantine))
        } catch {
            logger.warning("the cable cannot be moved; the filter holds", metadata: ["error": "\(error)"])
        }
    }

    /// A quarantine holds without the appliance; what needs its cooperation fails without it.
    private func tellAppliance(_ stance: Stance) async throws(PCError) {
        do throws(PCError) {
            guard let link, applianceState == .ready else {
                throw .applianceSilent("the appliance is \(applianceState.rawValue)")
            }
            _ = try await link.ask(.setStance(stance), within: .seconds(30))
        } catch {
            logger.warning("the appliance did not take the stance", metadata: ["error": "\(error)"])
            if stance == .patching {
                throw error
            }
        }
    }
}
