import Foundation
import Testing

@testable import Appliance

@Suite("What an order lets a user OS reach")
struct DoorRulesTests {
    private func place(_ repository: String) throws -> [String] {
        let place = try RepositoryPlace(untrustedRepository: repository)
        return [place.authority, place.path]
    }

    @Test("is the place of each repository, whatever else apt is told of it")
    func places() throws {
        #expect(try place("[trusted=yes] http://Repo.LAN") == ["repo.lan", "/"])
        #expect(try place("http://repo.lan/ ./") == ["repo.lan", "/"])
        #expect(try place("http://mirror.lan:8080/debian bookworm main contrib") == ["mirror.lan:8080", "/debian/"])
        #expect(try place("http://mirror.lan:80/a/b~1+2/ bookworm main") == ["mirror.lan", "/a/b~1+2/"])
    }

    @Test(
        "is never a place whose name could mean more than one thing, or end a word of a configuration",
        arguments: [
            "", "[trusted=yes]", "deb", "file:///etc", "https://repo.lan/", "HTTP://repo.lan/", "http://", "http:///a",
            "http://repo.lan./", "http://.lan/", "http://a..b/", "http://-a/", "http://*.lan/", "http://~lan/",
            "http://user@repo.lan/", "http://repo.lan@evil.lan/", "http://repo.lan:80@evil.lan/", "http://a_b/",
            "http://repo.lan:/", "http://repo.lan:0/", "http://repo.lan:65536/", "http://repo.lan:+80/",
            "http://repo.lan:8x/", "http://[::1]/", "http://repo.lan/../", "http://repo.lan/a/..",
            "http://repo.lan/./a",
            "http://repo.lan/a//b", "http://repo.lan//", "http://repo.lan/%2e%2e/", "http://repo.lan/a%41",
            "http://HTTPS///a",
            "http://repo.lan/a;b", "http://repo.lan/a\"b", "http://repo.lan/$host", "http://repo.lan/a{b}",
            "http://repo.lan/?a",
            "http://repo.lan/a#b", "http://repo.lan/a\\b", "http://repo.lan/a\nb", "http://repo.lan/ä", "http://é.lan/",
            "http://" + String(repeating: "a", count: 64) + ".lan/",
            "http://" + String(repeating: "abc.", count: 64) + "lan/",
        ]
    )
    func hostile(repository: String) {
        #expect(throws: ApplianceError.self) { try RepositoryPlace(untrustedRepository: repository) }
        #expect(throws: ApplianceError.self) {
            try DoorRules(untrustedRepositories: ["http://good.lan/", repository])
        }
    }

    @Test("is between one and sixteen repositories, each once, and no place at two ports")
    func numbers() throws {
        #expect(throws: ApplianceError.self) { try DoorRules(untrustedRepositories: []) }
        let many = (0..<17).map { "http://repo\($0).lan/" }
        #expect(throws: ApplianceError.self) { try DoorRules(untrustedRepositories: many) }
        let most = try DoorRules(untrustedRepositories: Array(many.prefix(16))).configuration(door: "d:1", cache: "c:2")
        #expect(most.split(separator: "\n").count { $0.contains("server_name ") } == 16)
        #expect(throws: ApplianceError.self) {
            try DoorRules(untrustedRepositories: ["http://a/b", "http://a:8080/b/"])
        }
        #expect(
            try DoorRules(untrustedRepositories: ["http://a/b x main", "http://A:80/b/ y main"])
                == DoorRules(untrustedRepositories: ["http://a/b"])
        )
    }

    @Test("is written as a server that refuses every host, and one for each ordered host that refuses every other path")
    func text() throws {
        let order = ["http://mirror.lan/debian bookworm main", "http://mirror.lan:8080/own ./", "http://Repo.lan/"]
        let text = try DoorRules(untrustedRepositories: order).configuration(
            door: "169.254.77.1:3142",
            cache: "127.0.0.1:3142"
        )
        let servers = try #require(text.range(of: "    server {").map { String(text[$0.lowerBound...]) })
        #expect(servers == Self.servers)
        #expect(text.hasPrefix("daemon off;\nmaster_process off;\n"))
        #expect(text.contains("\n    proxy_pass_request_headers off;\n"))
        #expect(text.contains("\n    proxy_pass_request_body off;\n"))
    }

    private static let servers = #"""
            server {
                listen 169.254.77.1:3142 default_server;
                return 403;
            }
            server {
                listen 169.254.77.1:3142;
                server_name mirror.lan;
                if ($uri ~ "[^A-Za-z0-9._~+:@,;=!&'()*/ -]") { return 403; }
                if ($args ~ "[^A-Za-z0-9._~+:@,;=!&'()*/-]|[.][.]") { return 403; }
                location / { return 403; }
                location ^~ "/debian/" { limit_except GET { deny all; } proxy_pass "http://127.0.0.1:3142/mirror.lan/debian/"; }
                location ^~ "/own/" { limit_except GET { deny all; } proxy_pass "http://127.0.0.1:3142/mirror.lan:8080/own/"; }
            }
            server {
                listen 169.254.77.1:3142;
                server_name repo.lan;
                if ($uri ~ "[^A-Za-z0-9._~+:@,;=!&'()*/ -]") { return 403; }
                if ($args ~ "[^A-Za-z0-9._~+:@,;=!&'()*/-]|[.][.]") { return 403; }
                location ^~ "/" { limit_except GET { deny all; } proxy_pass "http://127.0.0.1:3142/repo.lan/"; }
            }
        }

        """#
}
