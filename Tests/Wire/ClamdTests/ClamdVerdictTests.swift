import Clamd
import Testing

@Suite("clamd's answers")
struct ClamdVerdictTests {
    @Test("A clean file is clean", arguments: ["OK", "Empty file", "Excluded"])
    func clean(_ words: String) throws {
        #expect(try ClamdVerdict(untrustedReply: "fd[9]: \(words)") == .clean)
    }

    @Test("A found signature loses the mark of home-made databases")
    func found() throws {
        let reply = "fd[12]: Sekisho.Test.EICAR.UNOFFICIAL FOUND"
        #expect(try ClamdVerdict(untrustedReply: reply) == .infected("Sekisho.Test.EICAR"))
    }

    @Test("An error is a failure with its reason")
    func error() throws {
        #expect(try ClamdVerdict(untrustedReply: "fd[9]: Not a regular file ERROR") == .failed("Not a regular file"))
    }

    @Test("Anything else is refused", arguments: ["", "fd[9]: ", "UNKNOWN COMMAND", "/b: OK", "fd[x]: OK", "fd[]: OK"])
    func refused(_ reply: String) {
        #expect(throws: ClamdError.unreadable) { try ClamdVerdict(untrustedReply: reply) }
    }
}
