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
        let change = try await settle(wanted)
        // On its way back to the network the user OS forgets that every address was the appliance's.
        if change.isRelease { await moveCable(isIn: false) }
        let refusal = await follow(change.record)
        if change.isRelease, refusal == nil { try? await Task.sleep(for: .seconds(1)) }
        if change.isRelease { await plugCable() }
        if let error = change.unkept ?? refusal { throw error }
    }

    /// Has filter and store take a stance, one after the other: two that overlapped would leave them with different ones.
    ///
    /// - Returns: what holds now; `unkept` when it closes and the store refused it, for it stands all the same.
    private func settle(
        _ wanted: StanceRecord
    ) async throws(PCError) -> (record: StanceRecord, isRelease: Bool, unkept: PCError?) {
        await withCheckedContinuation { stanceTurns.enter($0) }
        defer { stanceTurns.leave() }
        try await apply(wanted.stance)
        let last = stance
        let record = wanted.following(last)
        var unkept: PCError?
        do throws(PCError) { try record.save(stanceFile) } catch { unkept = error }
        if let unkept, record.stance.severity < last.stance.severity {
            try await apply(last.stance)
            throw unkept
        }
        stance = record
        tell(.stanceChanged(record.stance, reason: record.reason))
        return (record, last.stance == .quarantine && record.stance != .quarantine, unkept)
    }

    /// Tells the appliance that a stance has come.
    ///
    /// - Returns: why the stance cannot be what it is for, without the appliance.
    private func follow(_ record: StanceRecord) async -> PCError? {
        do throws(PCError) {
            try await tellAppliance()
            return nil
        } catch {
            logger.warning("the appliance did not take the stance", metadata: ["error": "\(error)"])
            return record.stance == .patching ? error : nil
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

    /// Tells the appliance the stance of this moment, one telling after the other: two that overlapped could come in either
    /// order. A quarantine holds without the appliance; what needs its cooperation fails without it.
    func tellAppliance() async throws(PCError) {
        await withCheckedContinuation { tellingTurns.enter($0) }
        defer { tellingTurns.leave() }
        guard let link, applianceState == .ready else {
            throw .applianceSilent("the appliance is \(applianceState.rawValue)")
        }
        _ = try await link.ask(.setStance(stance.stance), within: .seconds(30))
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
