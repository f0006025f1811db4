import ConsoleAPI
import Testing

@Suite("CallPath")
struct CallPathTests {
    @Test("a parameter cannot leave its segment")
    func encodesParameters() {
        #expect(Calls.endpoint.path("../jobs?x=1#y") == "/api/v1/endpoints/..%2Fjobs%3Fx%3D1%23y")
        #expect(Calls.endpoint.path("机") == "/api/v1/endpoints/%E6%9C%BA")
    }

    @Test("plain names stay as they are")
    func keepsPlainNames() {
        #expect(Calls.power.path("pc-1.lan_2~") == "/api/v1/endpoints/pc-1.lan_2~/power")
    }

    @Test("the parameters of a path are found in order")
    func findsParameters() {
        #expect(CallPath.parameters(of: "/a/{one}/b/{two}") == ["one", "two"])
        #expect(CallPath.parameters(of: Calls.jobs.path).isEmpty)
    }
}
