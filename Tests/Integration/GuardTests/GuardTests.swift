import Foundation
import Testing

/// The appliance's own program with its table and Suricata, between namespaces; see `Support/guard.py`.
@Suite(
    "The guard, between a user OS and a LAN",
    .serialized,
    .enabled(if: Scenario.isPossible, "this needs root, sekisho-appliance beside the tests, nft and Suricata"),
    .timeLimit(.minutes(10))
)
struct GuardTests {
    @Test("a worm comes to twenty hosts and no further, the cut is asked for, and its packets are kept")
    func worm() throws {
        let seen = try Scenario.play("worm", as: Worm.self)
        #expect(seen.reached <= 20)
        #expect(seen.kind == "worm")
        #expect(seen.capture.isPcap)
        #expect(seen.capture.packets)
    }

    @Test("standard rules load unchanged, with variables and classes, and know the PC's IPv6 network as home")
    func standard() throws {
        let seen = try Scenario.play("standard", as: Standard.self)
        #expect(seen.rules.refused == nil, "\(seen.rules.refused?._0 ?? "")")
        #expect(seen.before.isEmpty, "the rule speaks of home, and nobody has said yet what that is")
        #expect(seen.after.first?.contains("TEST MALWARE Loader CnC Checkin") == true, "its class is cut off")
    }

    @Test(
        "the user OS speaks with the addresses that are its own, by lease or by nobody else's claim, and with no other"
    )
    func spoof() throws {
        let seen = try Scenario.play("spoof", as: Spoof.self)
        #expect(seen.own.allSatisfy { $0 == 10 }, "\(seen.own)")
        #expect(seen.nobodys.allSatisfy { $0 == 0 }, "\(seen.nobodys)")
        #expect(seen.anothers.allSatisfy { $0 == 0 }, "\(seen.anothers)")
        #expect(seen.manyOfIPv6 < 8, "\(seen.manyOfIPv6)")
        #expect(seen.beforeLease == 0 && seen.leasedToAnother == 0)
        #expect(seen.leased.allSatisfy { $0 == 10 }, "\(seen.leased)")
        #expect(seen.changing == 10, "\(seen.changing) of 10 addresses that it asked for are its own")
        #expect(seen.cuts == 0)
    }

    @Test("a browser that opens hundreds of pages at once is not cut off, and who guesses web servers is")
    func restore() throws {
        let seen = try Scenario.play("restore", as: Restore.self)
        #expect(seen.opened == 400)
        #expect(seen.cuts == 0)
        #expect(seen.findings.isEmpty, "\(seen.findings)")
    }

    @Test(
        "a user OS that is being patched carries nothing to the world by asking for names",
        .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/dnsmasq"), "this needs dnsmasq")
    )
    func names() throws {
        let seen = try Scenario.play("names", as: Names.self)
        #expect(seen.refused && seen.carried == 0)
    }

    @Test("over IPv6 worms and scans come no further than over IPv4, and looking for neighbours is spreading too")
    func ipv6() throws {
        let seen = try Scenario.play("ipv6", as: IPv6.self)
        #expect((50...130).contains(seen.ports), "\(seen.ports) of 400 ports were reached")
        #expect(seen.near <= 20, "\(seen.near) of 60 neighbours were reached")
        #expect(seen.far == 60, "so many hosts of the internet are a page or two")
        #expect((20...45).contains(seen.sought), "\(seen.sought) of 60 addresses were asked for")
        #expect(seen.kinds == ["port-scan", "worm"])
    }

    @Test("what leaves is counted by where it goes, however many were met before and whoever the user OS says it is")
    func volume() throws {
        let seen = try Scenario.play("volume", as: Volume.self)
        #expect(!seen.afterMany)
        #expect(seen.fromOne && !seen.fromAnother)
        #expect(seen.oneNetwork == [true, true, false, false], "an IPv6 network counts as one")
        #expect(seen.kinds == ["exfiltration"])
        #expect(seen.neighbour && seen.harmless.isEmpty, "\(seen.harmless)")
    }

    @Test("when there is no room to count one more far end, that is a finding and nothing goes there")
    func crowded() throws {
        let seen = try Scenario.play("crowded", as: Crowded.self)
        #expect(seen.before && seen.known && !seen.after)
        #expect(seen.summary.contains("more addresses within an hour than can be counted"))
    }

    @Test("policy, rules and block lists are taken from the console when they are good, and the former stay when not")
    func editions() throws {
        let seen = try Scenario.play("signatures", as: Signatures.self)
        #expect(seen.badPolicy.refused?._0.contains("line 2: 'virus' is no kind") == true)
        #expect(seen.badList.refused?._0.contains("line 2 of the block list") == true)
        #expect(seen.badRules.refused?._0.contains("Suricata refuses the rules") == true)
        #expect([seen.rules, seen.policy, seen.lists].allSatisfy { $0.refused == nil })
        #expect(seen.before && !seen.listed && seen.unlisted)
        #expect(seen.capture.isPcap && seen.capture.packets)
        #expect(seen.spread == 60, "the policy only notes worms")
        #expect(seen.cuts == 0)
    }

    @Test("nmap, an upload, a name, a TLS handshake and a beacon are found by what they send, and less of it is not")
    func findings() throws {
        let seen = try Scenario.play("findings", as: Findings.self)
        #expect(seen.smallUpload && seen.goodName)
        #expect(seen.early.isEmpty, "\(seen.early)")
        #expect(!seen.largeUpload, "what is over the limit is dropped")
        #expect(seen.query.contains("asked for the address of www.bad.example"))
        #expect(seen.handshake.contains("began a TLS connection to cdn.worse.example"))
        #expect((50...130).contains(seen.ports), "\(seen.ports) of 400 ports were reached")
        let kinds: Set = ["beaconing", "blocked-name", "exfiltration", "port-scan", "worm"]
        #expect(kinds.isSubset(of: seen.kinds), "\(seen.kinds)")
    }

    /// Much longer with SEKISHO_LONG=1.
    @Test("ordinary work is neither cut nor dropped: an upgrade, many sites, a file copy, a backup, a video call")
    func ordinary() throws {
        let isLong = ProcessInfo.processInfo.environment["SEKISHO_LONG"] == "1"
        let seen = try Scenario.play("ordinary", seconds: isLong ? 120 : 30, as: Ordinary.self)
        #expect(seen.upgrade && seen.browse && seen.copy && seen.backup && seen.call && seen.together)
        #expect(seen.cuts == 0)
        #expect(seen.dropped == 0)
        #expect(seen.findings.isEmpty, "\(seen.findings)")
    }
}

/// Appliances of a branch behind a thin line; see `Support/branch.py`.
@Suite(
    "The cache of a branch",
    .enabled(
        if: Scenario.isPossible && Scenario.canShare,
        "this needs root, sekisho-appliance beside the tests, nft, apt-cacher-ng and stunnel4"
    ),
    .timeLimit(.minutes(10))
)
struct BranchTests {
    @Test("six appliances fetch over a thin line what one needs, strangers get nothing, and each goes on alone")
    func branch() throws {
        let seen = try Scenario.play("branch", by: "branch.py", as: Branch.self)
        #expect(seen.taken && seen.refusals.isEmpty && seen.packages)
        // Six ask in the same moment: apt-cacher-ng may begin a file twice before it knows that it has begun.
        #expect(seen.crossings.allSatisfy { $0 >= 1 && $0 < 3 }, "\(seen.crossings)")
        #expect(seen.later == 0)
        #expect(seen.plain == 0, "without the branch's key nothing is given")
        #expect(seen.strangerIsServedByTheOriginAlone)
        #expect(seen.goesOnAlone && seen.packagesToo)
    }
}

struct Branch: Decodable {
    let taken, packages, strangerIsServedByTheOriginAlone, goesOnAlone, packagesToo: Bool
    let refusals: [Refusal]
    let crossings: [Double]
    let later: Double
    let plain: Int

    struct Refusal: Decodable { let _0: String }
}

struct Worm: Decodable {
    let reached: Int
    let kind: String
    let capture: Capture
}

struct Standard: Decodable {
    let rules: Reply
    let before, after: [String]
}

struct Spoof: Decodable {
    let own, nobodys, anothers, leased: [Int]
    let manyOfIPv6, beforeLease, leasedToAnother, changing, cuts: Int
}

struct Restore: Decodable {
    let opened, cuts: Int
    let findings: [String]
}

struct Names: Decodable {
    let refused: Bool
    let carried: Int
}

struct IPv6: Decodable {
    let ports, near, far, sought: Int
    let kinds: [String]
}

struct Volume: Decodable {
    let afterMany, fromOne, fromAnother, neighbour: Bool
    let oneNetwork: [Bool]
    let kinds, harmless: [String]
}

struct Crowded: Decodable {
    let before, after, known: Bool
    let summary: String
}

struct Capture: Decodable {
    let isPcap: Bool
    let packets: Bool
}

struct Reply: Decodable {
    struct Refusal: Decodable { let _0: String }
    let refused: Refusal?
}

struct Signatures: Decodable {
    let badPolicy, badList, badRules, rules, policy, lists: Reply
    let before, listed, unlisted: Bool
    let capture: Capture
    let spread, cuts: Int
}

struct Findings: Decodable {
    let smallUpload, goodName, largeUpload: Bool
    let early, kinds: [String]
    let query, handshake: String
    let ports: Int
}

struct Ordinary: Decodable {
    let upgrade, browse, copy, backup, call, together: Bool
    let cuts, dropped: Int
    let findings: [[String]]
}

/// Plays scenarios in namespaces of their own.
enum Scenario {
    static let isPossible =
        geteuid() == 0
        && [programs + "/sekisho-appliance", "/usr/sbin/nft", "/usr/bin/suricata"]
            .allSatisfy(FileManager.default.isExecutableFile(atPath:))

    private static let programs =
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .path(percentEncoded: false)

    static let canShare = ["/usr/sbin/apt-cacher-ng", "/usr/bin/stunnel4"]
        .allSatisfy(FileManager.default.isExecutableFile(atPath:))

    static func play<Seen: Decodable>(
        _ name: String,
        by program: String = "guard.py",
        seconds: Int = 30,
        as type: Seen.Type
    ) throws -> Seen {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/unshare")
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Support/\(program)")
        process.arguments = [
            "-n", "-m", "--fork", "--pid", "--kill-child", "--mount-proc", "python3", script.path(), name, programs,
            String(seconds),
        ]
        let (output, complaint) = (Pipe(), Pipe())
        (process.standardOutput, process.standardError) = (output, complaint)
        try process.run()
        let text = try output.fileHandleForReading.readToEnd() ?? Data()
        let trouble = try complaint.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(text: String(decoding: trouble, as: UTF8.self)) }
        return try JSONDecoder().decode(type, from: text)
    }

    struct Failure: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }
}
