import ObjectManager
import Provisioning
import RemoteControl
import AMTSchema
import CIMModel

extension Providers {
    /// The engine itself: who it is, its time, how it was set up, what it lets be redirected.
    var general: [AnyProvider] {
        [
            AnyProvider(generalSettings),
            AnyProvider(setupAndConfiguration),
            AnyProvider(HostBasedSetup(desk: setup)),
            AnyProvider(OptIn(desk: consent, setup: setup)),
            AnyProvider(SoftwareIdentities()),
        ] + provisioningRecords + time + redirection
    }

    private var setupAndConfiguration: SetupAndConfiguration {
        SetupAndConfiguration(
            identity: identity,
            transport: transport,
            accounts: accountStore,
            trail: trail,
            setup: setup,
            oblivion: oblivion
        )
    }

    private var time: [AnyProvider] {
        [
            AnyProvider(TimeSynchronization(clock: clock, nvram: nvram, journal: journal)),
            AnyProvider(AlarmService(alarms: alarms, clock: clock)),
            AnyProvider(Alarms(alarms: alarms)),
            AnyProvider(PowerSchemes()),
            AnyProvider(ElementSettings(boot: BootOrder(nvram: nvram))),
        ]
    }

    private var redirection: [AnyProvider] {
        [
            AnyProvider(Redirection()),
            AnyProvider(ScreenRedirection()),
            AnyProvider(ScreenAccessPoint()),
            AnyProvider(ScreenSettings(nvram: nvram)),
            AnyProvider(RemoteAccessCapabilities()),
            AnyProvider(RemoteAccess()),
            AnyProvider(UserInitiatedConnections()),
            AnyProvider(WebUI()),
        ]
    }
}
