import Logging
import ApplianceLink
import FoundationEssentials
public import Inventory
public import PacketPolicy
import QMP

extension QEMUPC {
    /// Changes what may cross the wire of the user OS: the filter first, then the cable, then the appliance.
    public func requestStance(_ new: Stance, reason: String) async throws(PCError) {
        try await take(StanceRecord(stance: new, reason: reason, since: Date()))
    }

    /// Cuts the user OS off for what was found.
    public func cutOff(for finding: Finding) async throws(PCError) {
        let reason = "\(finding.kind.rawValue): \(finding.summary)"
        try await take(StanceRecord(stance: .quarantine, reason: reason, since: Date(), kind: finding.kind))
    }

    /// Tells the person at the PC the number of the case, and whom to call.
    public func showCase(_ number: String, contact: String) async throws(PCError) {
        guard stance.stance == .quarantine else { throw .notPossible("the PC is not cut off") }
        guard stance.caseNumber != number || stance.contact != contact else { return }
        (stance.caseNumber, stance.contact) = (number, contact)
        try stance.save(stanceFile)
        await tellUser()
    }

    private func take(_ wanted: StanceRecord) async throws(PCError) {
        try await apply(wanted.stance)
        let record = wanted.following(stance)
        let isReleased = stance.stance == .quarantine && record.stance != .quarantine
        stance = record
        // On its way back to the network it forgets that every address was the appliance's.
        if isReleased { await moveCable(isIn: false) }
        tell(.stanceChanged(record.stance, reason: record.reason))
        try record.save(stanceFile)
        do throws(PCError) {
            try await tellAppliance(record.stance)
        } catch {
            logger.warning("the appliance did not take the stance", metadata: ["error": "\(error)"])
            if record.stance == .patching {
                await plugCable()
                throw error
            }
        }
        if isReleased {
            try? await Task.sleep(for: .seconds(1))
            await plugCable()
        }
    }

    /// The cable is in, also when an engine before this one has ended with it out.
    func plugCable() async { await moveCable(isIn: true) }

    private func moveCable(isIn: Bool) async {
        do throws(PCError) {
            try await user?.execute(SetLink("nic0", up: isIn))
        } catch {
            logger.warning("the cable cannot be moved", metadata: ["error": "\(error)"])
        }
    }

    /// A quarantine holds without the appliance; what needs its cooperation fails without it.
    func tellAppliance(_ stance: Stance) async throws(PCError) {
        guard let link, applianceState == .ready else {
            throw .applianceSilent("the appliance is \(applianceState.rawValue)")
        }
        _ = try await link.ask(.setStance(stance), within: .seconds(30))
        await tellUser()
    }

    /// Has the appliance show the person at the PC why it is cut off.
    private func tellUser() async {
        guard let notice = stance.notice(contact: configuration.contact), let link else { return }
        do throws(PCError) {
            _ = try await link.ask(.tellUser(notice), within: .seconds(30))
        } catch {
            logger.warning("the page for the user is not up to date", metadata: ["error": "\(error)"])
        }
    }
}
