import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import Simulation
import Testing
import VirtualPC

@testable import Provisioning
@testable import EngineEvents
@testable import ManagementEngine

@Suite("Consent")
struct ConsentTests {
    private let timeouts = Consent.Timeouts(display: 300, code: 120)

    private func displayed(_ code: UInt32) -> Consent {
        var consent = Consent()
        consent.display(code, at: 1000, timeouts)
        return consent
    }

    @Test("is given by the code that the screen shows, for as long as the code's time")
    func given() {
        var consent = displayed(123_456)
        #expect(!consent.isGiven(at: 1000))
        #expect(consent.take(123_456, at: 1100, timeouts) == .right)
        #expect(consent.isGiven(at: 1219))
        #expect(!consent.isGiven(at: 1220))
        consent.expire(at: 1220)
        #expect(consent.state == .notStarted)
    }

    @Test("is not given by a third code once two were wrong, and no new code is shown for a while")
    func blocked() {
        var consent = displayed(7)
        #expect(consent.take(1, at: 1001, timeouts) == .wrong)
        #expect(consent.take(2, at: 1002, timeouts) == .wrong)
        #expect(consent.take(3, at: 1003, timeouts) == .blocked)
        #expect(consent.take(7, at: 1004, timeouts) == .unexpected)
        #expect(consent.isBlocked(at: 1302))
        #expect(!consent.isBlocked(at: 1303))
    }

    @Test("to ask again gives nobody more guesses, before the wrong ones are old")
    func again() {
        var consent = displayed(7)
        _ = consent.take(1, at: 1001, timeouts)
        _ = consent.take(1, at: 1002, timeouts)
        _ = consent.cancel()
        var hasty = consent
        hasty.display(8, at: 1003, timeouts)
        #expect(hasty.take(1, at: 1301, timeouts) == .blocked)
        consent.display(8, at: 1303, timeouts)
        #expect(consent.take(1, at: 1304, timeouts) == .wrong)
        #expect(consent.take(8, at: 1305, timeouts) == .right)
    }

    @Test("a code that was shown for its whole time is good no more")
    func late() {
        var consent = displayed(7)
        #expect(consent.end == 1300)
        #expect(consent.take(7, at: 1300, timeouts) == .unexpected)
    }

    @Test("nothing is there to cancel before it was asked for")
    func nothing() {
        var consent = Consent()
        let wasOpen = consent.cancel()
        #expect(!wasOpen)
    }
}

@Suite("Asking the user")
struct OptInTests {
    private func asking() async throws -> SettledPC {
        let bench = try await SettledPC()
        _ = await bench.put("IPS_OptInService", "<r:OptInRequired>4294967295</r:OptInRequired>")
        return bench
    }

    private func shown(_ bench: SettledPC) async throws -> Int {
        let notice = try #require(await bench.pc.notice)
        let digits = notice.text.filter(\.isNumber)
        #expect(digits.count == 6)
        return try #require(Int(digits))
    }

    @Test("shows six digits on the screen, and takes them away once a console has sent them")
    func story() async throws {
        let bench = try await asking()
        #expect(await bench.status("IPS_OptInService", "StartOptIn") == "0")
        #expect(text("OptInState", in: await bench.get("IPS_OptInService")) == "2")
        let code = try await shown(bench)
        let wrong = "<r:OptInCode>\((code + 1) % 1_000_000)</r:OptInCode>"
        #expect(await bench.status("IPS_OptInService", "SendOptInCode", wrong) == "36")
        let right = "<r:OptInCode>\(code)</r:OptInCode>"
        #expect(await bench.status("IPS_OptInService", "SendOptInCode", right) == "0")
        #expect(await bench.pc.notice == nil)
        #expect(text("OptInState", in: await bench.get("IPS_OptInService")) == "3")
        #expect(await bench.status("IPS_OptInService", "CancelOptIn") == "0")
        // Policy changed, requested, granted, ended: the user's notification service knows them as iAMT0064.
        let told = try await bench.nvram.events().map { Alert(record: $0, filter: .userNotification).indication }
        #expect(told.allSatisfy { $0.messageID == "iAMT0064" })
        #expect(Set(told.compactMap { $0.messageArguments?.first }) == ["1", "2", "3", "4"])
        #expect(text("OptInState", in: await bench.get("IPS_OptInService")) == "0")
    }

    @Test("three wrong codes take the code off the screen and block the next")
    func threeWrong() async throws {
        let bench = try await asking()
        _ = await bench.status("IPS_OptInService", "StartOptIn")
        let wrong = "<r:OptInCode>\((try await shown(bench) + 1) % 1_000_000)</r:OptInCode>"
        var statuses: [String?] = []
        for _ in 0..<3 { statuses.append(await bench.status("IPS_OptInService", "SendOptInCode", wrong)) }
        #expect(statuses == ["36", "36", "3"])
        #expect(await bench.pc.notice == nil)
        #expect(await bench.status("IPS_OptInService", "StartOptIn") == "3")
    }

    @Test("has nothing to do where no consent is needed", arguments: ["StartOptIn", "SendOptInCode", "CancelOptIn"])
    func idle(method: String) async throws {
        #expect(await (try SettledPC()).status("IPS_OptInService", method) == "2")
    }

    @Test("a start from elsewhere waits for consent where the policy says so")
    func boot() async throws {
        let bench = try await asking()
        let role = "<r:Role>1</r:Role>"
        #expect(await bench.status("CIM_BootService", "SetBootConfigRole", role) == "2081")
        #expect(await bench.put("AMT_BootSettingData", "").contains("AMT-STATUS 2081<"))
        _ = await bench.status("IPS_OptInService", "StartOptIn")
        let code = "<r:OptInCode>\(try await shown(bench))</r:OptInCode>"
        _ = await bench.status("IPS_OptInService", "SendOptInCode", code)
        #expect(await bench.status("CIM_BootService", "SetBootConfigRole", role) == "0")
    }

    @Test("keeps policy and times; others than it knows are refused")
    func policy() async throws {
        let bench = try await asking()
        let times = "<r:OptInCodeTimeout>60</r:OptInCodeTimeout><r:OptInDisplayTimeout>900</r:OptInDisplayTimeout>"
        _ = await bench.put("IPS_OptInService", times)
        let kept = await (try bench.restarted()).get("IPS_OptInService")
        #expect(text("OptInRequired", in: kept) == "4294967295")
        #expect(text("OptInCodeTimeout", in: kept) == "60")
        #expect(text("OptInDisplayTimeout", in: kept) == "900")
        #expect(await bench.put("IPS_OptInService", "<r:OptInRequired>2</r:OptInRequired>").contains("AMT-STATUS 36<"))
        let long = "<r:OptInCodeTimeout>100000</r:OptInCodeTimeout>"
        #expect(await bench.put("IPS_OptInService", long).contains("AMT-STATUS 36<"))
    }
}
