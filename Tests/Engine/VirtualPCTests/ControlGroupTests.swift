import Testing

@testable import VirtualPC

@Suite("Control groups")
struct ControlGroupTests {
    private let group = ControlGroup(name: "sekisho/pc1-userOS", memoryMiB: 1, tasks: 257, cores: 2)

    @Test("of version 2 get the limits whose controllers the host has, handed down from the top")
    func unified() throws {
        let mounts = "cgroup2 /sys/fs/cgroup cgroup2 rw,nosuid 0 0\nproc /proc proc rw 0 0\n"
        let found = ControlGroup.hierarchies(mounts: mounts) {
            $0 == "/sys/fs/cgroup" ? "cpuset cpu memory pids\n" : nil
        }
        #expect(found == [.unified("/sys/fs/cgroup", controllers: ["cpu", "memory", "pids"])])
        let hierarchy = try #require(found.first)
        #expect(group.directories(in: hierarchy) == ["/sys/fs/cgroup/sekisho", "/sys/fs/cgroup/sekisho/pc1-userOS"])
        #expect(
            group.delegation(in: hierarchy) == [
                .init(file: "/sys/fs/cgroup/cgroup.subtree_control", text: "+cpu +memory +pids"),
                .init(file: "/sys/fs/cgroup/sekisho/cgroup.subtree_control", text: "+cpu +memory +pids"),
            ]
        )
        let folder = "/sys/fs/cgroup/sekisho/pc1-userOS/"
        #expect(
            group.limits(in: hierarchy) == [
                .init(file: folder + "memory.max", text: "1048576"), .init(file: folder + "pids.max", text: "257"),
                .init(file: folder + "cpu.max", text: "200000 100000"),
            ]
        )
        #expect(group.precedence(in: hierarchy) == [.init(file: "/sys/fs/cgroup/sekisho/cpu.weight", text: "25")])
    }

    @Test("of version 1 get theirs in each controller's own hierarchy")
    func single() {
        let mounts = """
            cgroup /c/cpu cgroup rw,relatime,cpu 0 0
            cgroup /c/cpuset cgroup rw,relatime,cpuset 0 0
            cgroup /c/memory cgroup rw,relatime,memory 0 0
            cgroup /c/pids cgroup rw,relatime,pids 0 0
            cgroup2 /c/unified cgroup2 rw 0 0
            """
        let found = ControlGroup.hierarchies(mounts: mounts) { _ in "hugetlb" }
        #expect(
            found == [
                .single("/c/cpu", controller: "cpu"), .single("/c/memory", controller: "memory"),
                .single("/c/pids", controller: "pids"), .unified("/c/unified", controllers: []),
            ]
        )
        let below = "/sekisho/pc1-userOS/"
        #expect(
            found.flatMap { group.limits(in: $0) } == [
                .init(file: "/c/cpu\(below)cpu.cfs_quota_us", text: "200000"),
                .init(file: "/c/memory\(below)memory.limit_in_bytes", text: "1048576"),
                .init(file: "/c/pids\(below)pids.max", text: "257"),
            ]
        )
        #expect(found.flatMap { group.delegation(in: $0) } == [])
        #expect(found.flatMap { group.precedence(in: $0) } == [.init(file: "/c/cpu/sekisho/cpu.shares", text: "256")])
    }
}
