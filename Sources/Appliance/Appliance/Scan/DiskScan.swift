import ApplianceLink
import FoundationEssentials
import NIOPosix

/// A scan by hand of a disk of this machine, as the appliance scans a view: for benchmarks and for looking into a case.
public struct DiskScan: Sendable {
    private let layout: Layout

    /// Creates a scan that keeps its things as the layout says.
    public init(layout: Layout) {
        self.layout = layout
    }

    /// Scans a disk by the kernel's name for it; the report as JSON.
    public func report(disk: String, isFull: Bool, bytesPerSecond: Int?) async throws -> String {
        let threads = NIOThreadPool(numberOfThreads: 4)
        threads.start()
        let scanner = Scanner(layout: layout, threads: threads, states: ServiceStates())
        let order = ScanOrder(isFull: isFull, bytesPerSecond: bytesPerSecond)
        let volumes = BlockDevices.volumes(of: disk)
        let report = try await scanner.scan(volumes, order, unless: Abandonment()) { _, _ in }
        try await threads.shutdownGracefully()
        return String(decoding: try JSONEncoder().encode(report), as: UTF8.self)
    }
}
