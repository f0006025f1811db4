import ObjectManager
import AccessControl
import RemoteControl
import Auditing
import AMTSchema
import CIMModel
import NVRAM
import WSMan
import XML

/// Stands around every request: what the audit log has to tell is told, and what it must tell and cannot is refused.
struct Auditor: Sendable {
    let trail: AuditTrail
    let accounts: Accounts
    let boot: BootOrder
    let dispatcher: Dispatcher

    /// Carries out a request, and writes what is to be told of it.
    func carryOut(
        _ request: WSManRequest,
        by caller: Caller,
        isolation: isolated (any Actor)? = #isolation,
        _ work: () async throws -> XMLElement?
    ) async throws -> XMLElement? {
        let name = AuditMoment.name(request)
        let (rule, refusal) = (AuditTable.rules[name], AuditTable.refusals[name])
        guard rule != nil || refusal != nil else { return try await work() }
        var moment = await moment(request, caller)
        let (initiator, location) = (Self.initiator(caller, moment.users), Self.location(caller))
        moment.time = trail.clock.seconds
        guard let intention = try await trail.intend(rule?(moment) ?? [], by: initiator, from: location) else {
            return try Self.refuse(request)
        }
        moment.answer = try await trail.dropping(intention) { try await work() }
        moment.chosen = try? await boot.settings()
        moment.time = trail.clock.seconds
        let entries = (moment.succeeded ? rule : refusal)?(moment) ?? []
        try await trail.record(entries, by: initiator, from: location, fulfilling: intention)
        return moment.answer
    }

    /// Tells that somebody could not prove who they are, as often as the event log does: each guess told would let
    /// whoever guesses push everything else out of the log.
    func tellBadCredentials(of untrustedUser: String, from interface: Caller.Interface) async {
        let caller = Caller(user: untrustedUser, interface: interface, isEncrypted: false)
        let name = String(decoding: untrustedUser.utf8.prefix(64), as: UTF8.self)
        // Nobody waits for an answer that could tell them that it was not written.
        try? await trail.record(
            [AuditEntry(.badCredentials, [0])],
            by: .digest(name: name),
            from: Self.location(caller)
        )
    }

    private func moment(_ request: WSManRequest, _ caller: Caller) async -> AuditMoment {
        AuditMoment(
            request: request,
            caller: caller,
            users: accounts.all,
            armed: await boot.armed(),
            current: request.operation == .create
                ? nil : try? await dispatcher.get(request.resourceURI, request.selectors)
        )
    }

    /// AMT's own methods have a status for it.
    private static func refuse(_ request: WSManRequest) throws(WSManFault) -> XMLElement {
        let status = PTStatus.auditFailed
        guard case .invoke(let method) = request.operation, !request.resourceURI.contains("/CIM_") else {
            throw .internalError.with(detail: "AMT-STATUS \(status.rawValue)")
        }
        let code = XMLElement("ReturnValue", in: request.resourceURI, text: status.text)
        return XMLElement(method + "_OUTPUT", in: request.resourceURI, children: [code])
    }

    private static func initiator(_ caller: Caller, _ users: [UserRecord]) -> AuditRecord.Initiator {
        if let sid = users.first(where: { $0.name == caller.user })?.kerberosSID {
            return .kerberos(domain: 0, sid: sid)
        }
        return .digest(name: caller.user)
    }

    /// What runs on the PC comes from its own loopback address, as the firmware writes it.
    private static func location(_ caller: Caller) -> AuditRecord.Location {
        switch caller.interface {
        case .local: .ipv4("127.0.0.1")
        case .network(""): .none
        case .network(let address): address.contains(":") ? .ipv6(address) : .ipv4(address)
        }
    }
}
