import AccessControl
package import ObjectManager
package import AMTSchema
package import CIMModel
import FoundationEssentials
import NVRAM

/// The audit log, as auditors read it.
package struct AuditLog: Provider {
    let trail: AuditTrail
    let identity: Identity

    package init(trail: AuditTrail, identity: Identity) {
        self.trail = trail
        self.identity = identity
    }

    /// Records that one answer brings.
    static let pageLength = 10

    package func instances() async throws -> [Instance<AMT.AuditLog>] {
        let extent = try await trail.nvram.auditExtent()
        let settings = trail.settings
        let state = await trail.state
        return [
            Instance {
                $0.auditState = state
                $0.currentNumberOfRecords = UInt64(extent.count)
                $0.elementName = "Intel(r) AMT Audit Log"
                $0.enabledState = settings.isEnabled ? .enabled : .disabled
                $0.maxAllowedAuditors = 1
                $0.maxNumberOfRecords = 0
                $0.minDaysToKeep = settings.storagePolicy == .restrictedRollOver ? settings.daysToKeep : nil
                $0.name = "Intel(r) AMT:Audit Log"
                $0.overwritePolicy = settings.storagePolicy.overwritePolicy
                $0.percentageFree = UInt32(100 - min(100, extent.bytes * 100 / NVRAM.auditCapacity))
                $0.requestedState = settings.isEnabled ? .enabled : .disabled
                $0.storagePolicy = settings.storagePolicy
                $0.timeOfLastRecord = extent.newest.map { DateTime(text: $0.iso8601) }
            }
        ]
    }

    package func put(
        _ wanted: Instance<AMT.AuditLog>,
        over current: Instance<AMT.AuditLog>,
        by caller: Caller
    ) async throws -> Instance<AMT.AuditLog> {
        try await trail.change { settings in
            settings.storagePolicy = wanted.storagePolicy ?? settings.storagePolicy
            settings.daysToKeep = wanted.minDaysToKeep ?? settings.daysToKeep
        }
        return try await instances().first ?? current
    }

    package var methods: [Handler<AMT.AuditLog>] { reading + keeping + signing }

    private var reading: [Handler<AMT.AuditLog>] {
        [
            .on(\.readRecords) { input, output in
                guard let start = input.startIndex, start >= 1 else { return .invalidIndex }
                let total = try await trail.nvram.auditExtent().count
                guard Int(start) <= max(1, total) else { return .invalidIndex }
                let records = try await trail.nvram.auditRecords(from: Int(start), atMost: Self.pageLength)
                output.totalRecordCount = UInt32(clamping: total)
                output.recordsReturned = UInt32(records.count)
                output.eventRecords = records.map { Data($0).base64EncodedString() }
                return .success
            },
            .on(\.clearLog) { caller, _, _ in try await answering { try await trail.clear(by: caller.user) } },
        ]
    }

    private var keeping: [Handler<AMT.AuditLog>] {
        [
            .on(\.requestStateChange) { input, _ in
                guard let state = input.requestedState, state == 2 || state == 3 else { return .invalidParameter }
                try await trail.change { $0.isEnabled = state == 2 }
                return .success
            },
            .on(\.setStoragePolicy) { input, _ in
                guard let policy = input.storagePolicy.flatMap(AMT.AuditLog.StoragePolicy.init(rawValue:)) else {
                    return .invalidParameter
                }
                try await trail.change { settings in
                    settings.storagePolicy = policy
                    settings.daysToKeep = input.daysToKeep ?? settings.daysToKeep
                }
                return .success
            },
            .on(\.setAuditLock) { caller, input, output in
                guard let flag = input.flag.flatMap(AMT.AuditLog.LockFlag.init(rawValue:)) else {
                    return .invalidParameter
                }
                return try await answering {
                    output.handle = try await trail.setLock(
                        flag,
                        handle: input.handle,
                        seconds: input.lockTimeoutInSeconds ?? 0,
                        by: caller.user
                    )
                }
            },
        ]
    }

    private var signing: [Handler<AMT.AuditLog>] {
        [
            .on(\.setSigningKeyMaterial) { input, _ in
                try await answering { try await trail.setSigner(try AuditSigner(untrusted: input)) }
            },
            .on(\.exportAuditLogSignature) { input, output in
                guard let mechanism = input.signingMechanism.flatMap(AMT.AuditLog.SigningMechanism.init(rawValue:))
                else { return .invalidParameter }
                let export = AuditExport(
                    records: try await trail.nvram.auditRecords(),
                    generated: trail.clock.seconds,
                    guid: identity.guidBytes,
                    name: identity.name
                )
                let signer = try await trail.signer(named: identity.name)
                let signature = try signer.sign(export.signedText, mechanism)
                output.describe(export, signature: signature, mechanism, signer)
                return .success
            },
        ]
    }
}

extension AMT.AuditLog.StoragePolicy {
    /// The same as CIM numbers it.
    fileprivate var overwritePolicy: UInt16 {
        switch self {
        case .noRollOver: 7
        case .rollOver: 2
        case .restrictedRollOver: 32_768
        }
    }
}

extension Values where Fields == AMT.AuditLog.SignedLog {
    fileprivate mutating func describe(
        _ export: AuditExport,
        signature: Data,
        _ mechanism: AMT.AuditLog.SigningMechanism,
        _ signer: AuditSigner
    ) {
        func date(_ seconds: UInt32) -> DateTime {
            DateTime(text: Date(timeIntervalSince1970: Double(seconds)).iso8601)
        }
        self.totalRecordCount = UInt32(clamping: export.records.count)
        self.startLogTime = date(export.start)
        self.endLogTime = date(export.end)
        self.generationTime = date(export.generated)
        self.uuid = HexText.text(export.guid).uppercased()
        self.fqdn = export.name
        self.signatureMechanism = mechanism.rawValue
        self.signature = signature.base64EncodedString()
        self.lengthOfCertificates = signer.certificates.map { UInt16(clamping: $0.count) }
        self.certificates = signer.certificates.reduce(Data(), +).base64EncodedString()
    }
}

extension AuditSigner {
    /// Reads the key and the certificates that a console sends.
    fileprivate init(untrusted input: Values<AMT.AuditLog.SigningKey>) throws(Refusal) {
        guard input.signingMechanismType.flatMap(AMT.AuditLog.SigningMechanism.init(rawValue:)) != nil else {
            throw Refusal(.invalidParameter)
        }
        guard let key = input.signingKey.flatMap({ Data(base64Encoded: $0) }) else { throw Refusal(.invalidKey) }
        guard let all = input.certificates.flatMap({ Data(base64Encoded: $0) }) else {
            throw Refusal(.invalidCertificate)
        }
        let lengths = (input.lengthOfCertificates ?? []).map(Int.init)
        guard lengths.reduce(0, +) == all.count else { throw Refusal(.invalidCertificate) }
        var rest = all[...]
        let certificates = lengths.map { length in
            defer { rest = rest.dropFirst(length) }
            return Data(rest.prefix(length))
        }
        try self.init(untrustedKey: key, certificates: certificates)
    }
}
