import FoundationEssentials
import Glibc

/// The IPv4 address that a server of the network lends the engine's adapter, kept by busybox's client.
///
/// The client is root with two rights, to change the network and to send frames, and has what a server says run nothing but
/// one script of ours.
struct Lease: Sendable {
    private static let busybox = "/bin/busybox"
    private static let patience = Duration.seconds(15)

    let device: String
    let files: RunDirectory

    /// Tries whether a server gives an address; none is set.
    func check() async throws(PCError) {
        do {
            try await HostProgram.run("/usr/bin/setpriv", held(client(script: "/bin/true") + ["-n", "-q"]))
        } catch {
            throw .refused("no server gives \(device) an address")
        }
    }

    /// Begins to keep a lease, unless that goes on already, and returns when there is one.
    func begin() async throws(PCError) {
        if process != nil, access(files.lease, F_OK) == 0 { return }
        try await end()
        try write()
        _ = try HostProcess.start(
            ["/usr/bin/setpriv"] + held(client(script: files.leaseScript)),
            descriptors: [],
            log: files.leaseLog,
            pidFile: files.leasePID
        )
        let deadline = ContinuousClock.now + Self.patience
        while access(files.lease, F_OK) != 0 {
            guard ContinuousClock.now < deadline else {
                try await end()
                throw .timedOut("no server gave \(device) an address within \(Self.patience)")
            }
            try await Patience.rest(.milliseconds(50))
        }
    }

    /// Keeps no lease any more; its address stays until there is another.
    func end() async throws(PCError) {
        while let process {
            process.kill()
            try await Patience.rest(.milliseconds(10))
        }
        unlink(files.lease)
        unlink(files.leaseDomain)
    }

    /// The domain that came with the lease, empty when none did; nil without a lease.
    var domain: String? {
        guard let untrusted = FileManager.default.contents(atPath: files.leaseDomain) else { return nil }
        return Self.domain(untrusted: String(decoding: untrusted.prefix(256), as: UTF8.self))
    }

    /// Reads what a server calls the domain of its network: letters, digits, hyphens and dots, or nothing.
    static func domain(untrusted text: String) -> String {
        let name = text.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
        let isDomain =
            name.utf8.count <= 253
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) }
        return isDomain ? name : ""
    }

    private var process: HostProcess? { HostProcess.find(pidFile: files.leasePID, mark: files.leaseScript) }

    private func client(script: String) -> [String] {
        [Self.busybox, "udhcpc", "-f", "-i", device, "-s", script, "-t", "3", "-T", "2", "-A", "10"]
    }

    private func held(_ command: [String]) -> [String] {
        ["--bounding-set=-all,+net_admin,+net_raw", "--no-new-privs", "--"] + command
    }

    private func write() throws(PCError) {
        let script = """
            #!/bin/sh
            # What the DHCP client of the engine's adapter runs; $ip, $mask and $router are in numbers, $domain is text.
            case $1 in
            deconfig)
                rm -f '\(files.lease)' '\(files.leaseDomain)' ;;
            bound|renew)
                # No machine's address is taken, whoever lends it.
                case $ip in 0.*|127.*|22[4-9].*|23?.*|24?.*|25?.*) exit 1 ;; esac
                [ "$(cat '\(files.lease)' 2>/dev/null)" = "$ip/$mask" ] || ip -4 address flush dev \(device)
                ip -4 address replace "$ip/$mask" dev \(device) || exit
                [ -z "$router" ] || ip -4 route replace default via "${router%% *}" dev \(device)
                printf '%s\\n' "$domain" >'\(files.leaseDomain)'
                echo "$ip/$mask" >'\(files.lease).new' && mv '\(files.lease).new' '\(files.lease)'
            esac

            """
        do {
            try Data(script.utf8).write(to: URL(filePath: files.leaseScript), options: .atomic)
        } catch {
            throw .failed("\(files.leaseScript) cannot be written: \(error)")
        }
        guard chmod(files.leaseScript, 0o755) == 0 else {
            throw .failed("\(files.leaseScript) cannot be opened to run")
        }
    }
}
