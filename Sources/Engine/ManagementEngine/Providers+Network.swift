import ObjectManager
import SystemDefense
import AMTSchema
import CIMModel

extension Providers {
    /// The settings of the network beyond the host name.
    var network: [AnyProvider] {
        let (profile, settings) = (WiredProfile(nvram: nvram), WiredSettings(nvram: nvram))
        return [
            AnyProvider(EthernetPortSettings(identity: identity, mac: mac, nvram: nvram, addresses: addresses)),
            AnyProvider(IPv6PortSettings(nvram: nvram, addresses: addresses)),
            AnyProvider(HostIPSettings()),
            AnyProvider(EthernetPort(mac: mac)),
            AnyProvider(LANEndpoint(mac: mac)),
            AnyProvider(environment),
            AnyProvider(profile),
            AnyProvider(WiredProfileCertificates(profile: profile)),
            AnyProvider(settings),
            AnyProvider(WiredSettingsCertificates(settings: settings)),
            AnyProvider(KerberosSettings(nvram: nvram)),
        ]
    }

    /// Where the PC is.
    var environment: EnvironmentDetection {
        EnvironmentDetection(nvram: nvram, pc: pc, domain: identity.domain, defense: defense)
    }
}
