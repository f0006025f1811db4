import AMTSchema
import CIMModel
import FoundationEssentials
import NVRAM
import Testing

@testable import ObjectManager
@testable import EngineEvents
@testable import ManagementEngine

@Suite("The engine's clock")
struct ClockTests {
    @Test("goes on from where a console set it, when the engine starts again")
    func kept() async throws {
        let nvram = try NVRAM(path: ":memory:")
        let host = Date(timeIntervalSince1970: 1_700_000_000)
        let clock = Clock { host }
        #expect(!clock.wasSet)
        try await clock.set(to: 1_700_003_600, keptIn: nvram)
        #expect(clock.seconds == 1_700_003_600)
        let kept = try await #require(nvram.setting("clock", as: Clock.Setting.self))
        let later = Clock(kept) { host.addingTimeInterval(60) }
        #expect(later.seconds == 1_700_003_660)
        #expect(later.wasSet)
    }

    @Test("is set by the exchange of two calls, and not to a time before 2004")
    func exchange() async throws {
        let bench = try await SettledPC()
        let service: ClassName = "AMT_TimeSynchronizationService"
        let old = "<r:Ta0>1</r:Ta0><r:Tm1>5</r:Tm1><r:Tm2>6</r:Tm2>"
        #expect(await bench.status(service, "SetHighAccuracyTimeSynch", old) == "36")
        let new = "<r:Ta0>1</r:Ta0><r:Tm1>2000000000</r:Tm1><r:Tm2>2000000000</r:Tm2>"
        #expect(await bench.status(service, "SetHighAccuracyTimeSynch", new) == "0")
        #expect(text("TimeSource", in: await (try bench.restarted()).get("AMT_TimeSynchronizationService")) == "1")
    }

    @Test("is not set from inside the PC once a console has forbidden it")
    func inside() async throws {
        let bench = try await SettledPC()
        let new = "<r:Ta0>1</r:Ta0><r:Tm1>2000000000</r:Tm1><r:Tm2>2000000000</r:Tm2>"
        let set = "SetHighAccuracyTimeSynch"
        #expect(await bench.status("AMT_TimeSynchronizationService", set, new, by: .insider) == "0")
        let forbid = "<r:Enable>false</r:Enable>"
        #expect(await bench.status("AMT_TimeSynchronizationService", "EnableLocalTimeSync", forbid) == "0")
        #expect(await bench.status("AMT_TimeSynchronizationService", set, new, by: .insider) == "16")
        #expect(await bench.status("AMT_TimeSynchronizationService", set, new) == "0")
        #expect(text("LocalTimeSyncEnabled", in: await bench.get("AMT_TimeSynchronizationService")) == "2")
        // The PC's user is told of it.
        let told = try #require(try await bench.nvram.events().last)
        #expect(Alert(record: told, filter: .userNotification).indication.messageID == "iAMT0069")
        #expect(Alert(record: told, filter: .userNotification).indication.messageArguments?.first == "0")
    }
}

@Suite("Power schemes")
struct PowerSchemeTests {
    @Test("the scheme in which the engine always works is the one that holds, and the only one to choose")
    func schemes() async throws {
        let bench = try await SettledPC()
        let settings = await bench.list("CIM_ElementSettingData")
        // After the schemes come the boot configuration, which is for one start alone, and its options.
        #expect(texts("IsCurrent", in: settings) == ["2", "1", "2", "1"])
        let scheme: ClassName = "AMT_SystemPowerScheme"
        let always = "<r:SchemeGUID>MIAN7gnAeEOvKHhootu+Og==</r:SchemeGUID>"
        #expect(await bench.status(scheme, "SetPowerScheme", always) == "0")
        let selectors = ["InstanceID": "SCHEME 0"]
        #expect(await bench.status("AMT_SystemPowerScheme", "SetPowerScheme", selectors: selectors) == "2066")
    }
}

@Suite("What waits for redirection and remote access")
struct ClosedDoorTests {
    @Test("says that it is off, and stays off when asked")
    func off() async throws {
        let bench = try await SettledPC()
        let kvm = "<r:RequestedState>2</r:RequestedState>"
        #expect(await bench.status("CIM_KVMRedirectionSAP", "RequestStateChange", kvm) == "1")
        #expect(text("EnabledState", in: await bench.get("CIM_KVMRedirectionSAP")) == "3")
        let both = "<r:RequestedState>32771</r:RequestedState>"
        #expect(await bench.status("AMT_RedirectionService", "RequestStateChange", both) == "1")
        let listen = "<r:ListenerEnabled>true</r:ListenerEnabled>"
        #expect(await bench.put("AMT_RedirectionService", listen).contains("AMT-STATUS 2066<"))
        let port = "<r:Is5900PortEnabled>true</r:Is5900PortEnabled>"
        #expect(await bench.put("IPS_KVMRedirectionSettingData", port).contains("AMT-STATUS 2066<"))
        let server = "<r:AccessInfo>mps.example</r:AccessInfo>"
        #expect(await bench.status("AMT_RemoteAccessService", "AddMpServer", server) == "23")
    }
}
