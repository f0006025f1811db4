/// Where the appliance keeps its things.
public struct Layout: Sendable {
    /// The disk of what the appliance learns.
    public var data = "/var/lib/sekisho"
    /// What lasts until the next start.
    public var run = "/run/sekisho"
    /// The configuration of the services.
    public var configuration = "/etc/sekisho"
    /// Where the view of the user disk is mounted.
    public var view = "/mnt/view"
    /// The port of the link to the engine.
    public var link = "/dev/virtio-ports/org.sekisho.link"
    /// The package cache, as HTTP proxy.
    public var cache = "http://127.0.0.1:3142"

    /// The places in the appliance image.
    public init() {}

    var definitions: String { data + "/definitions" }
    var rules: String { data + "/rules" }
    var policy: String { data + "/policy" }
    var lists: String { data + "/lists" }
    var evidence: String { data + "/evidence" }
    var staging: String { data + "/staging" }
    var eveSocket: String { run + "/eve.sock" }
    /// The rules of traffic in line; while they are there, Suricata runs in line too.
    var inlineRules: String { run + "/in-line.rules" }
    var inlineEVESocket: String { run + "/in-line-eve.sock" }
    var inlineCommandSocket: String { "/run/suricata/in-line.sock" }
    var clamdSocket: String { "/run/clamav/clamd.sock" }
    var suricataSocket: String { "/run/suricata/command.sock" }
    var stanceFile: String { data + "/stance" }
}
