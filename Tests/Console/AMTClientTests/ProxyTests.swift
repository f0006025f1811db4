@testable import AMTClient
import CIMModel
import Synchronization
import Testing
import WSMan
import XML

@Suite("Proxy")
struct ProxyTests {
    static let uri = Clock.className.resourceURI

    static func clock(_ hour: String) -> XMLElement {
        XMLElement(
            "AMT_Clock",
            in: uri,
            children: [XMLElement("Hour", in: uri, text: hour), XMLElement("New", in: uri)]
        )
    }

    static func output(_ children: (String, String)...) -> XMLElement {
        XMLElement("Add_OUTPUT", in: uri, children: children.map { XMLElement($0, in: uri, text: $1) })
    }

    @Test("gets the instance of the selectors")
    func get() async throws {
        let engine = ScriptedTransport(Self.clock("7"))
        #expect(try await Proxy<Clock>(over: engine).get(["Name": "main"]).hour == 7)
        #expect(
            engine.sent == [
                .init(action: "\(WSManURI.transfer)/Get", resourceURI: Self.uri, selectors: ["Name": "main"])
            ]
        )
    }

    @Test("puts back what it got with what was changed")
    func put() async throws {
        let engine = ScriptedTransport(Self.clock("7"), nil)
        let proxy = Proxy<Clock>(over: engine)
        var clock = try await proxy.get()
        clock.hour = 8
        try await proxy.put(clock)
        #expect(engine.sent.last?.body == Self.clock("8"))
    }

    @Test("enumerates page by page until no context comes")
    func enumerate() async throws {
        let engine = ScriptedTransport(
            EnumerationAnswers.enumerate(context: "a"),
            EnumerationAnswers.pull([Self.clock("1"), Self.clock("2")], context: "b"),
            EnumerationAnswers.pull([Self.clock("3")], context: nil)
        )
        #expect(try await Proxy<Clock>(over: engine).enumerate().map(\.hour) == [1, 2, 3])
        #expect(engine.sent.map { $0.body?["EnumerationContext"]?.text } == [nil, "a", "b"])
        #expect(engine.sent.last?.body?["MaxElements"]?.text == "999")
    }

    @Test("ends an enumeration at its end even where a context comes with it")
    func endWithContext() async throws {
        var last = EnumerationAnswers.pull([Self.clock("1")], context: "b")
        last.children.append(XMLElement("EndOfSequence", in: WSManURI.enumeration))
        let engine = ScriptedTransport(EnumerationAnswers.enumerate(context: "a"), last)
        #expect(try await Proxy<Clock>(over: engine).enumerate().count == 1)
    }

    @Test("enumerates nothing where there is nothing")
    func nothing() async throws {
        let engine = ScriptedTransport(
            EnumerationAnswers.enumerate(context: "a"),
            EnumerationAnswers.pull([], context: nil)
        )
        #expect(try await Proxy<Clock>(over: engine).enumerate().isEmpty)
    }

    @Test("gives up an enumeration that brings nothing and does not end")
    func endless() async {
        let engine = ScriptedTransport(
            EnumerationAnswers.enumerate(context: "a"),
            EnumerationAnswers.pull([], context: "a")
        )
        await #expect(throws: AMTClientError.malformed("enumeration without end")) {
            try await Proxy<Clock>(over: engine).enumerate()
        }
    }

    @Test("calls a method by its name, with parameters, and brings what it answers")
    func call() async throws {
        let engine = ScriptedTransport(Self.output(("Hours", "9"), ("ReturnValue", " 0 ")))
        let answer = try await Proxy<Clock>(over: engine).add(on: ["Name": "main"]) { $0.hours = 2 }
        #expect(answer.hours == 9)
        let input = XMLElement("Add_INPUT", in: Self.uri, children: [XMLElement("Hours", in: Self.uri, text: "2")])
        #expect(
            engine.sent == [
                .init(action: Self.uri + "/Add", resourceURI: Self.uri, selectors: ["Name": "main"], body: input)
            ]
        )
    }

    @Test("tells what a method's return value means", arguments: [("36", Clock.Status.invalid), ("99", nil)])
    func failed(code: String, status: Clock.Status?) async {
        let engine = ScriptedTransport(Self.output(("ReturnValue", code)))
        let error = await #expect(throws: MethodFailed<Clock>.self) { try await Proxy<Clock>(over: engine).add() }
        #expect(error == MethodFailed(method: "Add", code: code))
        #expect(error?.status == status)
    }

    @Test("refuses answers without a return value, without a body or with fields of other types")
    func malformed() async {
        for answer in [nil, Self.output(), Self.output(("ReturnValue", "0"), ("Hours", "soon"))] {
            let proxy = Proxy<Clock>(over: ScriptedTransport(answer))
            await #expect(throws: AMTClientError.self) { try await proxy.add() }
        }
        for answer in [nil, Self.clock("soon")] {
            let proxy = Proxy<Clock>(over: ScriptedTransport(answer))
            await #expect(throws: AMTClientError.self) { try await proxy.get() }
        }
        for answer in [nil, XMLElement("EnumerateResponse", in: "")] {
            let proxy = Proxy<Clock>(over: ScriptedTransport(answer))
            await #expect(throws: AMTClientError.self) { try await proxy.enumerate() }
        }
    }
}

/// Gives its answers in order and keeps what it was sent.
final class ScriptedTransport: Transport {
    struct Sent: Equatable {
        var action: String
        var resourceURI: String
        var selectors: [String: String]
        var body: XMLElement?
    }

    private let state: Mutex<(answers: [XMLElement?], sent: [Sent])>

    init(_ answers: XMLElement?...) { state = Mutex((answers, [])) }

    var sent: [Sent] { state.withLock { $0.sent } }

    func send(
        body: XMLElement?,
        action: String,
        to resourceURI: String,
        selectors: [String: String]
    ) async throws -> XMLElement? {
        state.withLock { state in
            state.sent.append(Sent(action: action, resourceURI: resourceURI, selectors: selectors, body: body))
            return state.answers.isEmpty ? nil : state.answers.removeFirst()
        }
    }
}
