import FoundationEssentials
import Inventory
import VirtualPC

/// What is run inside a Debian user OS to learn of it and to repair it.
///
/// Each command is a fixed program; what varies reaches it as arguments, never as text of a script.
struct DebianCommands: SystemCommands {
    /// Where the appliance's package cache listens while the stance is `patching`.
    static let cache = "http://169.254.77.1:3142"
    /// The user OS's address towards the appliance while the stance is `patching`.
    static let patchAddress = "169.254.77.2/30"

    /// Prints tab-separated facts: the system's, then one line a package.
    let readFacts = Self.shell(
        """
        . /etc/os-release
        printf 'os\\t%s\\t%s\\t\\n' "$NAME" "$(cat /etc/debian_version 2>/dev/null || echo "$VERSION_ID")"
        dpkg-query -W -f '${db:Status-Abbrev}\\t${Package}\\t${Version}\\t${db-fsys:Last-Modified}\\n'
        """
    )

    func facts(untrustedOutput: String, learntAt: Date) -> [SoftwareFact] {
        SoftwareFact.facts(untrustedOutput: untrustedOutput, learntAt: learntAt)
    }

    /// dpkg and apt-get fail when anything does.
    func complaint(untrustedInstallation output: String) -> String? { nil }

    /// Prints the SHA-256 of a file.
    func digest(of path: String) -> GuestCommand {
        GuestCommand(path: "/usr/bin/sha256sum", arguments: ["--", path])
    }

    /// Removes a file.
    func remove(_ path: String) -> GuestCommand {
        GuestCommand(path: "/bin/rm", arguments: ["-f", "--", path])
    }

    /// How `test` says no.
    let absent = 1

    /// Ends with 0 when the file is there.
    func exists(_ path: String) -> GuestCommand {
        GuestCommand(path: "/usr/bin/test", arguments: ["-e", path])
    }

    /// Succeeds when something that was installed works after a restart only.
    let needsRestart = Self.shell("[ -e /run/reboot-required ] || [ -e /var/run/reboot-required ]")

    /// Puts back the file that lies on the payload disk, where there is none.
    func restore(_ file: KeptFile) -> GuestCommand {
        Self.shell(
            Self.takePayload
                + """
                echo "$2  $place/kept" | sha256sum --check --status || { echo 'the copy is damaged' >&2; exit 1; }
                [ ! -e "$1" ] && [ ! -L "$1" ] || { echo 'there is a file in its place' >&2; exit 1; }
                mkdir -p -- "$(dirname -- "$1")"
                install -o "$3" -g "$4" -m "$5" -- "$place/kept" "$1.sekisho"
                touch -d "@$6" -- "$1.sekisho"
                mv -n -- "$1.sekisho" "$1"
                sync
                """,
            [
                file.path, file.sha256, String(file.owner), String(file.group), String(file.mode, radix: 8),
                String(Int64(clamping: Int(file.modifiedAt.timeIntervalSince1970))),
            ]
        )
    }

    /// Unpacks the payload disk into the folder `$place`, which is gone at the end.
    private static let takePayload = """
        set -e
        disk=
        for try in $(seq 60); do
            for serial in /sys/block/*/serial; do
                [ "$(cat "$serial" 2>/dev/null)" = sekisho-payload ] && disk=/dev/$(basename "$(dirname "$serial")")
            done
            [ -n "$disk" ] && break
            sleep 1
        done
        [ -n "$disk" ] || { echo 'the payload disk did not appear' >&2; exit 1; }
        place=$(mktemp -d)
        trap 'rm -rf "$place"' EXIT
        tar -xf "$disk" -C "$place"

        """

    /// Installs the packages that lie on the payload disk, without any network.
    func installFromPayload(_ names: [String]) -> GuestCommand {
        Self.shell(
            Self.takePayload
                + """
                for name in "$@"; do
                    for package in "$place"/"$name"_*.deb; do
                        [ -e "$package" ] || { echo "$name is not on the payload disk" >&2; exit 1; }
                    done
                done
                export DEBIAN_FRONTEND=noninteractive
                dpkg --force-confold -i "$place"/*.deb
                sync
                """,
            names,
            deadline: .seconds(600)
        )
    }

    /// Upgrades packages through the appliance's cache, the one thing that the user OS reaches while patching.
    func installFromCache(_ names: [String]) -> GuestCommand {
        Self.shell(
            """
            set -e
            wire=$(ls /sys/class/net | grep -v '^lo$' | head -n 1)
            ip link set "$wire" up
            ip address replace \(Self.patchAddress) dev "$wire"
            trap 'ip address del \(Self.patchAddress) dev "$wire" 2>/dev/null || true' EXIT
            export DEBIAN_FRONTEND=noninteractive
            proxy='Acquire::http::Proxy=\(Self.cache)'
            apt-get -q -o "$proxy" -o Acquire::Retries=3 --error-on=any update
            apt-get -q -y -o "$proxy" -o Dpkg::Options::=--force-confold install --only-upgrade -- "$@"
            sync
            """,
            names,
            deadline: .seconds(900)
        )
    }

    /// Succeeds when a TCP connection to the host's port opens within ten seconds.
    func connect(to host: String, port: UInt16) -> GuestCommand {
        GuestCommand(
            path: "/usr/bin/timeout",
            arguments: ["10", "bash", "-c", "exec 3<>\"/dev/tcp/$1/$2\"", "connect", host, String(port)]
        )
    }

    private static func shell(
        _ script: String,
        _ arguments: [String] = [],
        deadline: Duration = .seconds(120)
    ) -> GuestCommand {
        GuestCommand(path: "/bin/sh", arguments: ["-c", script, "sekisho"] + arguments, deadline: deadline)
    }
}

/// The name of a Debian package, checked against Debian Policy 5.6.1.
struct PackageName: Hashable, Sendable {
    let text: String

    init?(untrusted: String) {
        let allowed = untrusted.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
        }
        guard (2...128).contains(untrusted.utf8.count), allowed, let first = untrusted.utf8.first,
            first > 0x2E
        else { return nil }
        text = untrusted
    }
}

/// The name or address of a host, as far as it may stand in a command: RFC 1123 names, IPv4 and IPv6 text.
package struct HostName: Hashable, Sendable {
    let text: String

    init?(untrusted: String) {
        let allowed = untrusted.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x3A).contains(byte)
                || byte == 0x2D || byte == 0x2E
        }
        guard (1...253).contains(untrusted.utf8.count), allowed, untrusted.utf8.first != 0x2D else { return nil }
        text = untrusted
    }
}
