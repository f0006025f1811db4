import Crypto
import Glibc
import Inventory
import Testing

@testable import Appliance

@Suite("The store of infected files")
struct KeptFilesTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func store(mostBytes: UInt64 = 1 << 20, most: Int = 256) -> KeptFiles {
        KeptFiles(folder: folder.path + "/kept", mostBytes: mostBytes, greatest: 1200, most: most)
    }

    private func keep(
        _ content: [UInt8],
        of path: String,
        in store: inout KeptFiles,
        digest: String? = nil
    ) throws -> Infection {
        try Files.replace(folder.path + "/source", with: content)
        let file = try UserFolder(root: folder.path).file(at: "source")
        let digest = digest ?? FileDigest.hex(SHA256.hash(data: content))
        return store.keep(file, as: Infection(path: path, name: "n", sha256: digest))
    }

    @Test("What is too large, or not what was scanned, is not kept, and the reason is told")
    func refused() throws {
        var store = store()
        #expect(try keep(Array(repeating: 1, count: 1300), of: "/a", in: &store).notKept == "it is larger than 0 MiB")
        let changed = try keep([2], of: "/b", in: &store, digest: String(repeating: "0", count: 64))
        #expect(changed.notKept == "the copy is not what was scanned")
        #expect(store.all.isEmpty)
    }

    @Test("The oldest copies make room for new ones, and that is told")
    func oldest() throws {
        var before = store(mostBytes: 2500)
        for number in UInt8(1)...2 {
            #expect(try keep(Array(repeating: number, count: 1000), of: "/\(number)", in: &before).keptAs != nil)
        }
        var now = store(mostBytes: 2500)
        #expect(try keep(Array(repeating: 3, count: 1000), of: "/3", in: &now).keptAs != nil)
        #expect(now.all.map(\.path) == ["/2", "/3"])
        #expect(now.displaced.map(\.path) == ["/1"])
    }

    @Test("Nothing that was found now makes room for what is found after it")
    func flood() throws {
        var store = store(most: 4)
        let sample = try keep([7], of: "/sample", in: &store)
        let others = try (UInt8(10)..<20).map { try keep([$0], of: "/\($0)", in: &store) }
        #expect(others.filter { $0.notKept == "the store is full" }.count == 7)
        #expect(store.displaced.isEmpty)
        #expect(try store.file(#require(sample.keptAs)).path == "/sample")
    }

    @Test("The same content is kept once, and its paths leave half of the places to others")
    func once() throws {
        var store = store(mostBytes: 1500, most: 8)
        let content = [UInt8](repeating: 1, count: 1000)
        let same = try (0..<20).map { try keep(content, of: "/same\($0)", in: &store) }
        #expect(same.compactMap(\.keptAs).count == 5)
        #expect(same.last?.notKept == "its content is kept already, of other paths")
        let sample = try keep([7], of: "/sample", in: &store)
        let file = try store.file(try #require(sample.keptAs))
        #expect(FileDigest.sha256(of: store.content(of: file)) == sample.sha256)
        // Each path can be put back and thrown away for itself.
        try store.forget(try #require(same[0].keptAs))
        let left = try store.file(try #require(same[1].keptAs))
        #expect(FileDigest.sha256(of: store.content(of: left)) == left.sha256)
    }
}
