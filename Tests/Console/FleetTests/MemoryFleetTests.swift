import FleetTestSupport
import Testing

@Suite("The stores in memory")
struct MemoryFleetTests {
    @Test("do what the stores on disk do")
    func conformance() async throws {
        try await StoreConformance.keepsEndpoints(MemoryFleet())
        try await StoreConformance.claimsJobsOnce(MemoryFleet())
        try await StoreConformance.keepsJobs(MemoryFleet())
        try await StoreConformance.cancelsJobs(MemoryFleet())
        try await StoreConformance.keepsCases(MemoryFleet())
    }
}
