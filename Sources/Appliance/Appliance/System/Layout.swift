/// Where the appliance keeps its things.
public struct Layout: Sendable {
    /// The disk of what the appliance learns.
    public var data = "/var/lib/sekisho"
    /// What lasts until the next start.
    public var run = "/run/sekisho"
    /// The configuration of the services.
    public var configuration = "/etc/sekisho"
    /// The port of the link to the engine.
    public var link = "/dev/virtio-ports/org.sekisho.link"
    /// The package cache, as HTTP proxy.
    public var cache: String { "http://" + cacheAddress }
    /// Where the package cache listens, to the appliance itself alone.
    var cacheAddress = "127.0.0.1:3142"
    /// Where a user OS that is being patched looks for the package cache.
    var door = Listener(host: "169.254.77.1", port: 3142)

    /// The places in the appliance image.
    public init() {}

    var definitions: String { data + "/definitions" }
    var rules: String { data + "/rules" }
    var policy: String { data + "/policy" }
    var lists: String { data + "/lists" }
    var evidence: String { data + "/evidence" }
    /// Below which the volumes of the user disk's view are mounted.
    var view: String { run + "/view" }
    /// What was found clean.
    var cleanFiles: String { data + "/clean-files" }
    /// Copies of infected files.
    var kept: String { data + "/kept" }
    /// What the package cache keeps.
    var packages: String { data + "/cache" }
    var staging: String { data + "/staging" }
    /// What clamd unpacks, as its configuration says; empty between scans.
    var scratch: String { data + "/scratch" }
    var eveSocket: String { run + "/eve.sock" }
    /// The rules of traffic in line; while they are there, Suricata runs in line too.
    var inlineRules: String { run + "/in-line.rules" }
    /// What the intrusion detection takes for home; part of its configuration.
    var home: String { run + "/home.yaml" }
    /// The address that the LAN has lent the appliance, with its prefix length.
    var lease: String { run + "/address" }
    var inlineEVESocket: String { run + "/in-line-eve.sock" }
    var inlineCommandSocket: String { "/run/suricata/in-line.sock" }
    /// Where clamd listens, as its configuration says.
    var clamdSocket: String {
        Files.setting("LocalSocket", in: clamdConfiguration) ?? "/run/clamav/clamd.sock"
    }
    var clamdConfiguration: String { configuration + "/clamd.conf" }
    /// The longest file that clamd reads, as its configuration says.
    var longestScanned: UInt64 {
        Files.setting("MaxFileSize", in: clamdConfiguration).flatMap { ClamdSize(untrustedText: $0) }?.bytes ?? 100
            << 20
    }
    var suricataSocket: String { "/run/suricata/command.sock" }
    /// The key of who publishes definitions, rules, block lists and policies.
    var publisher: String { data + "/publisher.key" }
    /// Folders of keys that repositories are signed with: Debian's own, and those that the image brings.
    public var keyrings = ["/usr/share/keyrings", "/etc/sekisho/keyrings"]
    /// What a user OS that is cut off is told; there while it is.
    var cutOffPage: String { run + "/cut-off.html" }
    /// What a user OS that is being patched may reach through the package cache; there while it may reach anything.
    var doorRules: String { run + "/door.conf" }
    /// The namespace in which it is told.
    var deskNamespace: String { "/run/netns/desk" }
    var stanceFile: String { data + "/stance" }
    /// What this appliance is to the others of its branch, and their key: readable by root alone.
    var branchRole: String { data + "/branch.json" }
    var branchKey: String { run + "/branch.key" }

    /// While it is there, the tunnel is open.
    func configuration(of tunnel: BranchTunnel) -> String { run + "/branch-\(tunnel.rawValue).conf" }
}
