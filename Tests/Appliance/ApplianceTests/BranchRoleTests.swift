import Glibc
import Inventory
import Testing

@testable import Appliance

@Suite("An appliance's part in its branch")
struct BranchRoleTests {
    static let key = String(repeating: "0a", count: 32)

    private func layout() throws -> Layout {
        var template = Array("/tmp/sekisho-branch-role-XXXXXX".utf8CString)
        let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
        var layout = Layout()
        (layout.data, layout.run) = (folder, folder)
        return layout
    }

    @Test(
        "is none without a key of 64 hexadecimal digits or with a neighbour that is no IPv4 address",
        arguments: [
            (nil, ""), (nil, String(repeating: "0", count: 63)), (nil, String(repeating: "g", count: 64)),
            ("10.0.0", key), ("10.0.0.256", key), ("10.0.0.01", key), ("10.0.0.1\nexec = x", key), ("::1", key),
        ] as [(String?, String)]
    )
    func none(neighbour: String?, key: String) {
        #expect(BranchRole(serves: true, neighbour: neighbour, key: key) == nil)
    }

    @Test("is a tunnel to its cache for one that serves, and one from its cache for one that fetches")
    func tunnels() throws {
        let serving = try #require(BranchRole(serves: true, neighbour: "", key: Self.key))
        let serve = try #require(BranchTunnel.serve.configuration(of: serving, keyFile: "/k"))
        #expect(serve.hasSuffix("accept = 0.0.0.0:3143\nconnect = 127.0.0.1:3142\n"))
        #expect(serve.contains("\nciphers = PSK\nPSKsecrets = /k\n"))
        #expect(BranchTunnel.fetch.configuration(of: serving, keyFile: "/k") == nil)
        let fetching = try #require(BranchRole(serves: false, neighbour: "10.0.0.7", key: Self.key))
        let fetch = try #require(BranchTunnel.fetch.configuration(of: fetching, keyFile: "/k"))
        #expect(
            fetch.hasSuffix("client = yes\nPSKidentity = branch\naccept = 127.0.0.1:3144\nconnect = 10.0.0.7:3143\n")
        )
        #expect(BranchTunnel.serve.configuration(of: fetching, keyFile: "/k") == nil)
    }

    @Test("holds over starts, is root's alone, and ends with the next role")
    func kept() throws {
        let layout = try layout()
        let role = try #require(BranchRole(serves: true, neighbour: "10.0.0.7", key: Self.key))
        try Branch(layout: layout).take(role)
        for path in [layout.branchRole, layout.branchKey] {
            var status = stat()
            #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600)
        }
        Files.remove(layout.configuration(of: .serve))
        let again = Branch(layout: layout)
        try again.restore()
        #expect(again.role == role && again.cache == layout.cache)
        #expect(BranchTunnel.allCases.allSatisfy { Files.exists(layout.configuration(of: $0)) })
        try again.take(try #require(BranchRole(serves: false, neighbour: nil, key: Self.key)))
        #expect(BranchTunnel.allCases.allSatisfy { !Files.exists(layout.configuration(of: $0)) })
        #expect(again.cache == nil)
    }

    @Test("has no tunnel to a neighbour that does not answer, until it does")
    func silent() throws {
        let layout = try layout()
        let branch = Branch(layout: layout)
        let role = try #require(BranchRole(serves: false, neighbour: "10.0.0.7", key: Self.key))
        try branch.take(role)
        for answers in [false, false, true] {
            try branch.note(neighbourAnswers: answers, in: role)
            #expect(Files.exists(layout.configuration(of: .fetch)) == answers)
        }
    }
}
