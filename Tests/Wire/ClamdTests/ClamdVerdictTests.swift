import Clamd
import Testing

@Suite("clamd's answers")
struct ClamdVerdictTests {
    @Test("A clean file is clean")
    func clean() throws {
        #expect(try ClamdVerdict(untrustedReply: "/a/b: OK", path: "/a/b") == .clean)
    }

    @Test("A found signature loses the mark of home-made databases")
    func found() throws {
        let reply = "/a: Sekisho.Test.EICAR.UNOFFICIAL FOUND"
        #expect(try ClamdVerdict(untrustedReply: reply, path: "/a") == .infected("Sekisho.Test.EICAR"))
    }

    @Test("A path that looks like an answer does not pass for one")
    func deceitfulPath() throws {
        let path = "/x: OK"
        #expect(try ClamdVerdict(untrustedReply: "\(path): Worm FOUND", path: path) == .infected("Worm"))
    }

    @Test("An error is a failure with its reason")
    func error() throws {
        let reply = "/a: File path check failure: Permission denied. ERROR"
        #expect(
            try ClamdVerdict(untrustedReply: reply, path: "/a")
                == .failed("File path check failure: Permission denied.")
        )
    }

    @Test("Anything else is refused", arguments: ["", "/a: ", "UNKNOWN COMMAND", "/b: OK"])
    func refused(_ reply: String) {
        #expect(throws: ClamdError.unreadable) { try ClamdVerdict(untrustedReply: reply, path: "/a") }
    }
}
