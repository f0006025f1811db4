import Logging
import NIOPosix
import ServiceLifecycle

/// A program that is started again whenever it ends.
struct SupervisedProgram: Service {
    let name: String
    let path: String
    let arguments: [String]
    let threads: NIOThreadPool
    let states: ServiceStates
    let log: Logger
    /// Done at once when the program has ended.
    var atEnd: @Sendable () async -> Void = {}
    /// A file without which the program is not started.
    var condition: String?
    /// Ends it from outside.
    var leash = Leash()

    func run() async throws {
        var pause = 1
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            if let condition, !Files.exists(condition) {
                // It was not wanted any more, which is no failure of its.
                pause = 1
                try? await Task.sleep(for: .seconds(1))
                continue
            }
            let started = ContinuousClock.now
            states.set(name, "running")
            log.info("\(name) starts")
            let ending = await runOnce()
            await atEnd()
            states.set(name, "failed")
            log.warning("\(name) \(ending)")
            pause = ContinuousClock.now - started > .seconds(60) ? 1 : min(pause * 2, 30)
            try? await Task.sleep(for: .seconds(pause))
        }
    }

    private func runOnce() async -> String {
        let ending = Abandonment()
        leash.hold(ending)
        defer { leash.hold(nil) }
        return await withGracefulShutdownHandler {
            do {
                let command = Command(path, arguments, timeoutSeconds: Int(Int32.max))
                let outcome = try await command.run(on: threads, unless: ending)
                return "ended with \(outcome.status): \(outcome.reason)"
            } catch {
                return "did not run: \(error)"
            }
        } onGracefulShutdown: {
            ending.request()
        }
    }
}

extension SupervisedProgram {
    /// The programs that always run.
    static func always(
        _ layout: Layout,
        _ branch: [BranchTunnel: Leash],
        _ threads: NIOThreadPool,
        _ states: ServiceStates,
        _ log: Logger,
        leash: Leash,
        inlineLeash: Leash
    ) -> [SupervisedProgram] {
        let configuration = layout.configuration
        let programs: [(name: String, path: String, arguments: [String])] = [
            ("suricata", "/usr/bin/suricata", ["-c", "\(configuration)/suricata.yaml", "--af-packet"]),
            ("dnsmasq", "/usr/sbin/dnsmasq", ["-k", "-C", "\(configuration)/dnsmasq.conf"]),
            (
                "udhcpc", "/bin/busybox",
                ["udhcpc", "-f", "-i", "br0", "-s", "/usr/lib/sekisho/lease", "-t", "5", "-T", "2", "-A", "5"]
            ),
            (
                "apt-cacher-ng", "/usr/bin/setpriv",
                [
                    "--reuid=apt-cacher-ng", "--regid=apt-cacher-ng", "--init-groups", "/usr/sbin/apt-cacher-ng", "-c",
                    "\(configuration)/apt-cacher-ng",
                ]
            ),
        ]
        let kernel = KernelGuard(layout: layout, threads: threads)
        return [inline(layout, threads, states, log, inlineLeash)]
            + branch.map { tunnel(layout, $0.key, $0.value, threads, states, log) }
            + programs.map {
                var program = SupervisedProgram(
                    name: $0.name,
                    path: $0.path,
                    arguments: $0.arguments,
                    threads: threads,
                    states: states,
                    log: log
                )
                if program.name == "suricata" {
                    program.leash = leash
                    program.atEnd = { try? await kernel.note(isWatched: false) }
                }
                return program
            }
    }

    /// A tunnel between the caches of a branch.
    private static func tunnel(
        _ layout: Layout,
        _ tunnel: BranchTunnel,
        _ leash: Leash,
        _ threads: NIOThreadPool,
        _ states: ServiceStates,
        _ log: Logger
    ) -> SupervisedProgram {
        SupervisedProgram(
            name: "branch \(tunnel.rawValue)",
            path: "/usr/bin/stunnel4",
            arguments: [layout.configuration(of: tunnel)],
            threads: threads,
            states: states,
            log: log,
            condition: layout.configuration(of: tunnel),
            leash: leash
        )
    }

    /// Suricata in the path of what the policy holds. When it ends, that traffic stops.
    private static func inline(
        _ layout: Layout,
        _ threads: NIOThreadPool,
        _ states: ServiceStates,
        _ log: Logger,
        _ leash: Leash
    ) -> SupervisedProgram {
        SupervisedProgram(
            name: "suricata in line",
            path: "/usr/bin/suricata",
            arguments: [
                "-c", "\(layout.configuration)/suricata.yaml", "-q", "0", "-S", layout.inlineRules, "--set",
                "unix-command.filename=\(layout.inlineCommandSocket)", "--set",
                "outputs.0.eve-log.filename=\(layout.inlineEVESocket)",
            ],
            threads: threads,
            states: states,
            log: log,
            condition: layout.inlineRules,
            leash: leash
        )
    }
}
