import AMTSchema
import CIMModel

extension Providers {
    /// The engine itself: who it is, its time, how it was set up, what it lets be redirected.
    var general: [AnyProvider] {
        [
            AnyProvider(generalSettings),
            AnyProvider(SetupAndConfiguration(identity: identity, transport: transport)),
            AnyProvider(HostBasedSetup()),
            AnyProvider(OptIn()),
            AnyProvider(SoftwareIdentities()),
        ] + time + redirection
    }

    /// The general settings, which the engine makes hold again when it starts.
    var generalSettings: GeneralSettings {
        GeneralSettings(identity: identity, digestRealm: digestRealm, nvram: nvram, pc: pc)
    }

    private var time: [AnyProvider] {
        [
            AnyProvider(TimeSynchronization(clock: clock, nvram: nvram)),
            AnyProvider(AlarmService(alarms: alarms, clock: clock)),
            AnyProvider(Alarms(alarms: alarms)),
            AnyProvider(PowerSchemes()),
            AnyProvider(PowerSchemeSettings()),
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
