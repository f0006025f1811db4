import FoundationEssentials
import Glibc
import Testing

@testable import VirtualPC

/// An X server without a screen, which lets in only who has its cookie.
struct TestDesktop {
    let configuration: Desktop
    private let process: pid_t
    private let dump: String

    /// Starts the server and returns when it takes connections.
    init(folder: String) throws {
        let authority = folder + "/authority"
        try Data(Self.authority).write(to: URL(filePath: authority))
        #expect(chmod(authority, 0o644) == 0)
        var ends: [CInt] = [-1, -1]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { close($0) } }
        let command = [
            "/usr/bin/Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp", "-fbdir", folder,
            "-auth",
            authority,
        ]
        process = try #require(Spawn(command, output: ends[1], error: STDERR_FILENO).start())
        // The number comes in pieces, the last of which ends the line.
        var (number, digit) = ("", UInt8(0))
        while read(ends[0], &digit, 1) == 1, digit != UInt8(ascii: "\n") {
            number.unicodeScalars.append(Unicode.Scalar(digit))
        }
        configuration = Desktop(display: ":" + number, user: 64_100, authority: authority)
        dump = folder + "/Xvfb_screen0"
    }

    /// What is on the screen now; nil when it cannot be read.
    var picture: Picture? {
        (try? Data(contentsOf: URL(filePath: dump))).flatMap { Picture(xwd: [UInt8]($0)) }
    }

    /// Ends the server.
    func end() {
        kill(process, SIGTERM)
        waitpid(process, nil, 0)
    }

    /// One entry of an authority file: any host, any display, a cookie.
    private static var authority: [UInt8] {
        let (name, cookie) = (Array("MIT-MAGIC-COOKIE-1".utf8), (0..<16).map { _ in UInt8.random(in: 0...255) })
        return [0xFF, 0xFF, 0, 0, 0, 0, 0, UInt8(name.count)] + name + [0, UInt8(cookie.count)] + cookie
    }
}
