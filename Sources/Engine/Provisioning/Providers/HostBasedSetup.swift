import ObjectManager
import AMTSchema
import CIMModel
import FoundationEssentials

/// How the engine is set up from inside the PC, and in which mode it is controlled.
package struct HostBasedSetup: Provider {
    typealias Class = IPS.HostBasedSetupService

    let desk: SetupDesk

    package init(desk: SetupDesk) { self.desk = desk }

    func instances() async throws -> [Instance<Class>] {
        let (allowed, mode) = (try await desk.allowedModes(), try await desk.mode())
        let (status, nonce) = (await desk.chainStatus, await desk.nonce)
        return [
            Instance(named: "Intel(r) AMT Host Based Setup Service") {
                $0.allowedControlModes = allowed.map(\.rawValue)
                $0.certChainStatus = status
                $0.configurationNonce = Data(nonce).base64EncodedString()
                $0.currentControlMode = mode.rawValue
            }
        ]
    }

    var methods: [Handler<Class>] {
        [
            .on(\.addNextCertInChain) { input, _ in
                guard let der = Data(base64Encoded: input.nextCertificate ?? "") else { return .internalError }
                let (isLeaf, isRoot) = (input.isLeafCertificate ?? false, input.isRootCertificate ?? false)
                // The method has numbers of its own, which begin as the others do.
                return Class.Status(rawValue: try await desk.add(Array(der), isLeaf: isLeaf, isRoot: isRoot).rawValue)
                    ?? .internalError
            },
            .on(\.setup) { input, _ in
                let secret = Self.secret(input.netAdminPassEncryptionType, input.networkAdminPassword)
                guard input.digitalSignature != nil else { return try await desk.setUp(secret, proof: nil) }
                guard let proof = Self.proof(input) else { return .invalidParameter }
                return try await desk.setUp(secret, proof: proof)
            },
            .on(\.adminSetup) { input, _ in
                try await desk.setUpAsAdmin(
                    Self.secret(input.netAdminPassEncryptionType, input.networkAdminPassword),
                    signature: SetupSignature(
                        untrustedNonce: input.mcNonce,
                        algorithm: input.signingAlgorithm,
                        untrustedSignature: input.digitalSignature
                    )
                )
            },
            .on(\.upgradeClientToAdmin) { input, _ in
                try await desk.upgrade(
                    SetupSignature(
                        untrustedNonce: input.mcNonce,
                        algorithm: input.signingAlgorithm,
                        untrustedSignature: input.digitalSignature
                    )
                )
            },
            .on(\.disableClientControlMode) { _, _ in try await desk.disableClientMode() },
        ]
    }

    /// Reads the administrator's digest; nil when it is none.
    private static func secret(_ kind: UInt16?, _ untrusted: String?) -> String? {
        guard kind == 2, let digits = untrusted?.lowercased(), digits.utf8.count == 32,
            digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else { return nil }
        return digits
    }

    private static func proof(_ input: Values<Class.SetupRequest>) -> SetupProof? {
        guard let der = Data(base64Encoded: input.certificate ?? ""),
            let certificate = ProvisioningCertificate(untrusted: Array(der)),
            let signature = SetupSignature(
                untrustedNonce: input.mcNonce,
                algorithm: input.signingAlgorithm,
                untrustedSignature: input.digitalSignature
            )
        else { return nil }
        return SetupProof(certificate: certificate, signature: signature)
    }
}
