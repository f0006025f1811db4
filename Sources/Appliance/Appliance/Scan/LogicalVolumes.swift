import NIOPosix

/// The volumes that LVM makes of parts of the view, active and read-only for as long as a scan needs them.
///
/// LVM's own tools read its metadata and see no other device than those parts; nothing is written to them.
struct LogicalVolumes: Sendable {
    /// The devices that carry LVM's label.
    let parts: [String]
    let threads: NIOThreadPool

    /// A volume as LVM lists it.
    struct Entry: Sendable, Hashable {
        let group: String
        let name: String
        let path: String
    }

    /// What LVM has opened.
    struct Opened: Sendable {
        /// The volumes, whether or not they are active.
        var entries: [Entry] = []
        /// What LVM said against it; nil when all groups are whole and active.
        var trouble: String?
    }

    /// Lists the volumes of all groups and activates them.
    func open() async -> Opened {
        guard !parts.isEmpty else { return Opened() }
        _ = try? await Command("/bin/busybox", ["modprobe", "dm-mod"]).run(on: threads)
        guard let listing = try? await run("lvs", Self.columns) else { return Opened(trouble: "there is no LVM") }
        let entries = Self.entries(untrustedListing: listing.output)
        var opened = Opened(entries: entries, trouble: listing.succeeded ? nil : Self.reason(listing))
        for group in Set(entries.map(\.group)).sorted() {
            let isReadOnly = "activation/read_only_volume_list=[\"\(group)\"]"
            let outcome = try? await run("vgchange", ["-a", "y", "--config", configuration + isReadOnly, group])
            if outcome?.succeeded != true { opened.trouble = Self.reason(outcome) }
        }
        if entries.isEmpty, opened.trouble == nil { opened.trouble = "it holds no volumes that LVM knows" }
        return opened
    }

    /// Takes the volumes away.
    func close(_ opened: Opened) async {
        for group in Set(opened.entries.map(\.group)).sorted() {
            _ = try? await run("vgchange", ["-a", "n", group])
        }
    }

    private static let columns = ["--noheadings", "--nameprefixes", "-o", "vg_name,lv_name,lv_dm_path"]

    private func run(_ command: String, _ arguments: [String]) async throws(ApplianceError) -> Command.Outcome {
        let configured = arguments.contains("--config") ? [] : ["--config", configuration]
        return try await Command("/usr/sbin/lvm", [command, "-q"] + configured + arguments).run(on: threads)
    }

    /// No other device, no file of its own, no daemon, and no writing of metadata.
    private var configuration: String {
        let filter = parts.map { "\"a|^\($0)$|\"" } + ["\"r|.*|\""]
        return """
            devices { filter=[\(filter.joined(separator: ","))] use_devicesfile=0 hints="none" \
            obtain_device_list_from_udev=0 external_device_info_source="none" } \
            global { metadata_read_only=1 use_lvmpolld=0 event_activation=0 } \
            activation { udev_sync=0 udev_rules=0 verify_udev_operations=0 monitoring=0 activation_mode="complete" } \
            backup { backup=0 archive=0 }

            """
    }

    /// Reads lines `LVM2_VG_NAME='…' LVM2_LV_NAME='…' LVM2_LV_DM_PATH='…'`; whatever is no such line is passed over.
    static func entries(untrustedListing: String) -> [Entry] {
        untrustedListing.split(separator: "\n").prefix(256).compactMap { line in
            guard let group = value("VG_NAME", line), let name = value("LV_NAME", line),
                let path = value("LV_DM_PATH", line), path.hasPrefix("/dev/mapper/"), isName(group), isName(name),
                isName(path.dropFirst("/dev/mapper/".count))
            else { return nil }
            return Entry(group: group, name: name, path: path)
        }
    }

    private static func value(_ column: String, _ line: Substring) -> String? {
        guard let start = line.firstRange(of: "LVM2_\(column)='")?.upperBound else { return nil }
        return String(line[start...].prefix { $0 != "'" })
    }

    /// The letters that lvm(8) allows in names.
    private static func isName(_ text: some StringProtocol) -> Bool {
        let allowed = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte)
                || [0x2B, 0x5F, 0x2E, 0x2D].contains(byte)
        }
        return allowed && !text.isEmpty && text.utf8.count <= 256 && text != "." && text != ".."
    }

    private static func reason(_ outcome: Command.Outcome?) -> String {
        let words = outcome.map { $0.reason.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return "LVM does not open it: \(words ?? "it did not run")"
    }
}
