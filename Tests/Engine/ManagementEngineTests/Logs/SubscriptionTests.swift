import AMTSchema
import CIMModel
import NVRAM
import Testing
import WSMan

@testable import EngineEvents
@testable import ObjectManager
@testable import AccessControl
@testable import ManagementEngine

private let collection: ClassName = "CIM_FilterCollection"
private let subscription: ClassName = "CIM_FilterCollectionSubscription"

extension ManagedPC {
    fileprivate static let program = Caller(user: Accounts.notificationUser, interface: .local, isEncrypted: false)

    fileprivate func subscribe(
        _ filter: EventFilter,
        _ address: String = "http://192.0.2.9/",
        of name: ClassName = collection,
        by caller: Caller? = nil
    ) async -> String {
        let body = """
            <Subscribe xmlns="\(WSManURI.eventing)"><Delivery><NotifyTo><Address>\(address)</Address></NotifyTo>\
            </Delivery></Subscribe>
            """
        let selectors = ["InstanceID": filter.rawValue]
        return await ask(WSManURI.eventing + "/Subscribe", name, selectors: selectors, body: body, by: caller)
    }

    fileprivate func end(_ name: ClassName = subscription, by caller: Caller? = nil) async -> String {
        let body = "<Unsubscribe xmlns=\"\(WSManURI.eventing)\"/>"
        return await ask(WSManURI.eventing + "/Unsubscribe", name, body: body, by: caller)
    }

    fileprivate func renew(by caller: Caller? = nil) async -> String {
        let body = "<Renew xmlns=\"\(WSManURI.eventing)\"><Expires>PT60S</Expires></Renew>"
        return await ask(WSManURI.eventing + "/Renew", subscription, body: body, by: caller)
    }
}

@Suite("Subscriptions")
struct SubscriptionTests {
    @Test("are made, renewed and ended at their own classes only, whatever else the caller may change")
    func classes() async throws {
        let pc = try await ManagedPC()
        let clock = try await pc.caller("clock", realms: .networkTime)
        for name: ClassName in ["AMT_TimeSynchronizationService", subscription] {
            #expect(await !pc.subscribe(.all, of: name, by: clock).contains("SubscribeResponse"))
        }
        #expect(await pc.subscribe(.all).contains("SubscribeResponse"))
        let other: ClassName = "AMT_TimeSynchronizationService"
        #expect(await pc.subscribe(.all, of: other).contains("ActionNotSupported"))
        #expect(await pc.end(other, by: clock).contains("ActionNotSupported"))
        #expect(await pc.end(collection).contains("ActionNotSupported"))
        #expect(await pc.end().contains("UnsubscribeResponse"))
    }

    @Test("a program in the user OS gets its user's notifications and no other event")
    func filters() async throws {
        let pc = try await ManagedPC()
        for filter in EventFilter.allCases where filter != .userNotification {
            #expect(await pc.subscribe(filter, by: ManagedPC.program).contains("e:AccessDenied"))
        }
        #expect(await pc.subscribe(.userNotification, by: ManagedPC.program).contains("SubscribeResponse"))
    }

    @Test("the user OS takes no place from the network, however often it subscribes")
    func places() async throws {
        let pc = try await ManagedPC()
        for _ in 0..<12 {
            #expect(await pc.subscribe(.userNotification, by: ManagedPC.program).contains("SubscribeResponse"))
        }
        for _ in 0..<9 { #expect(await pc.subscribe(.all).contains("SubscribeResponse")) }
        #expect(await !pc.subscribe(.all).contains("SubscribeResponse"))
        #expect(texts("Handler", in: await pc.everything(subscription)).count == 10)
    }

    @Test("neither side reaches the other's")
    func sides() async throws {
        let pc = try await ManagedPC()
        _ = await pc.subscribe(.all)
        #expect(await pc.end(by: ManagedPC.program).contains("DestinationUnreachable"))
        #expect(await pc.renew(by: ManagedPC.program).contains("DestinationUnreachable"))
        #expect(await pc.end().contains("UnsubscribeResponse"))
        _ = await pc.subscribe(.userNotification, by: ManagedPC.program)
        #expect(await pc.end().contains("DestinationUnreachable"))
        #expect(await pc.renew(by: ManagedPC.program).contains("RenewResponse"))
        #expect(await pc.end(by: ManagedPC.program).contains("UnsubscribeResponse"))
    }

    @Test("the engine calls on no host of the network because the user OS asked for it")
    func destination() async throws {
        let pc = try await ManagedPC()
        _ = await pc.subscribe(.userNotification, by: ManagedPC.program)
        try await pc.engine.journal.log(.told(.provisioned))
        let event = try #require(try await pc.nvram.events().last)
        #expect(try await pc.engine.notices(of: event).isEmpty)
        _ = await pc.subscribe(.userNotification)
        #expect(try await pc.engine.notices(of: event).map(\.destination.host) == ["192.0.2.9"])
    }

    @Test("the realm of local notifications opens nothing from the network")
    func localRealm() async throws {
        let pc = try await ManagedPC()
        let user = try await pc.caller("uns", realms: .localUserNotification)
        #expect(await pc.subscribe(.userNotification, by: user).contains("e:AccessDenied"))
    }
}
