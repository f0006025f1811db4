import AMTSchema
import CIMModel
import FoundationEssentials

/// That the engine is provisioned, by an administrator.
struct SetupAndConfiguration: Provider {
    let identity: Identity
    let transport: TransportSettings

    func instances() -> [Instance<AMT.SetupAndConfigurationService>] {
        [
            Instance(named: "Intel(r) AMT Setup and Configuration Service") {
                $0.enabledState = .notApplicable
                $0.passwordModel = 1
                $0.provisioningMode = 1
                $0.provisioningState = 2
                $0.requestedState = .notApplicable
                $0.zeroTouchConfigurationEnabled = true
            }
        ]
    }

    var methods: [Handler<AMT.SetupAndConfigurationService>] {
        [
            .on(\.getUuid) { _, output in
                output.uuid = Data(identity.guidBytes).base64EncodedString()
                return .success
            },
            .on(\.commitChanges) { _, _ in
                try await transport.commit()
                return .success
            },
        ]
    }
}
