import CIMModel
import Testing
import WSMan

@Suite("Subscriptions made side by side")
struct SideBySideSubscriptionTests {
    private static let collection: [String: String] = ["InstanceID": "Intel(r) AMT:All"]

    private func subscribe(_ pc: ManagedPC, port: Int) async -> String {
        let body = """
            <Subscribe xmlns="\(WSManURI.eventing)"><Delivery><NotifyTo><Address xmlns="\(WSManURI.addressing)">\
            http://127.0.0.1:\(port)/</Address></NotifyTo></Delivery></Subscribe>
            """
        let action = WSManURI.eventing + "/Subscribe"
        return await pc.ask(action, "CIM_FilterCollection", selectors: Self.collection, body: body)
    }

    @Test("are all kept, with numbers of their own, and no more than there may be")
    func sideBySide() async throws {
        let pc = try await ManagedPC()
        let answers = await withTaskGroup(of: String.self) { group in
            for port in 5001...5020 { group.addTask { await self.subscribe(pc, port: port) } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.count { $0.contains("SubscribeResponse") } == 9)
        let handlers = await texts("Name", in: pc.everything("CIM_ListenerDestinationWSManagement"))
        #expect(handlers.count == 9 && Set(handlers).count == 9)
    }
}
