import Logging
public import ApplianceLink
import FoundationEssentials
import JSONLines
import PacketPolicy
import QMP

extension QEMUPC {
    /// How long the appliance may say nothing of long work before it is given up.
    private static let longestSilence = Duration.seconds(600)

    /// Asks the appliance; long requests report percent and text while they work.
    public func ask(
        _ request: ApplianceRequest,
        progress: @escaping @Sendable (Int, String) -> Void
    ) async throws(PCError) -> ApplianceReply {
        guard let link, applianceState == .ready else {
            throw .applianceSilent("the appliance is \(applianceState.rawValue)")
        }
        guard request.isLong else { return try await link.ask(request, within: .seconds(30), progress: progress) }
        return try await link.ask(request, unlessSilentFor: Self.longestSilence, progress: progress)
    }

    func attachOrLaunchAppliance() async throws(PCError) {
        if let machine = try await Machine.attach(.appliance, on: host, files) {
            logger.info("the appliance runs already")
            view = await openView(of: machine)
            try await take(machine)
        } else {
            try await launchAppliance()
        }
    }

    /// The view that an earlier engine opened: of a running disk only while the user OS still serves one.
    private func openView(of appliance: Machine) async -> DiskView? {
        guard await appliance.hasNode("view") else {
            return nil
        }
        return await user?.hasNode("fleece") == true ? .fleeced : .direct
    }

    func launchAppliance() async throws(PCError) {
        let machine = try await Machine.launch(.appliance, on: host, files)
        logger.info("the appliance is started", metadata: ["process": "\(machine.pid)"])
        try await take(machine)
    }

    private func take(_ machine: Machine) async throws(PCError) {
        appliance = machine
        change(appliance: .starting)
        begin(.appliance(machine))
        do {
            let link = try await ApplianceLinkClient.connect(to: files.link, within: .seconds(10))
            self.link = link
            begin(.link(link))
        } catch {
            throw .failed("the appliance link: \(error)")
        }
    }

    /// Tries again what an earlier start of the appliance could not do.
    func restartAppliance() async {
        guard isReady, appliance == nil else {
            return
        }
        do throws(PCError) {
            try await launchAppliance()
        } catch {
            logger.error("the appliance cannot be started", metadata: ["error": "\(error)"])
            change(appliance: .failed)
        }
    }

    func followAppliance(_ machine: Machine) async {
        for await event in machine.monitor.events {
            logger.debug("appliance", metadata: ["event": "\(event)"])
        }
        guard !Task.isCancelled, appliance?.pid == machine.pid else {
            return
        }
        await machine.end()
        link?.close()
        link = nil
        appliance = nil
        view = nil
        change(appliance: .failed)
    }

    func followLink(_ link: ApplianceLinkClient) async {
        await link.follow { event in
            if case .ready = event {
                await self.becameReady()
            }
            await self.tell(.applianceEvent(event))
        }
    }

    /// An appliance that was found running does not say by itself that it is ready.
    func greetAppliance() async {
        guard let link, let appliance, await appliance.isPortOpen("link-socket") else {
            return
        }
        do throws(PCError) {
            guard case .health(let health) = try await link.ask(.health, within: .seconds(5)) else {
                return
            }
            guard applianceState == .starting else {
                return
            }
            await becameReady()
            tell(.applianceEvent(.ready(health)))
        } catch {
            logger.debug("the appliance does not answer yet", metadata: ["error": "\(error)"])
        }
    }

    private func becameReady() async {
        change(appliance: .ready)
        do throws(PCError) {
            try await tellAppliance()
        } catch {
            logger.error("the appliance did not take the stance", metadata: ["error": "\(error)"])
        }
    }

    /// Ends an appliance that runs and says nothing any more: the next look starts another.
    func watchApplianceForEver() async {
        var silence = ApplianceSilence()
        while (try? await Task.sleep(for: ApplianceSilence.interval)) != nil {
            guard silence.isHang(after: applianceState, heard: await hearsAppliance()) else { continue }
            logger.error("the appliance hangs and is started anew")
            await appliance?.end()
        }
    }

    private func hearsAppliance() async -> Bool {
        guard let link, applianceState == .ready else { return false }
        return (try? await link.ask(.health, within: ApplianceSilence.interval)) != nil
    }
}
