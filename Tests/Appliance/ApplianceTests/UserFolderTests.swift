import Glibc
import Testing

@testable import Appliance

@Suite("What is on the user disk")
struct UserFolderTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try #require(
            try Command(
                "/bin/sh",
                [
                    "-ec",
                    """
                    cd "$0"; mkdir etc static; ln -s ../static etc/folder; echo table >static/table
                    ln -s /static/table etc/absolute; ln -s ../static/table etc/relative
                    ln -s /dev/null etc/null; ln -s /proc/self/fd/0 etc/magic; ln -s ../../../../../../etc/passwd etc/up
                    mkfifo etc/fifo; ln -s fifo etc/to-fifo; ln -s loop etc/loop; ln -s / way
                    """, folder.path,
                ]
            ).runHere().succeeded
        )
    }

    @Test("A link leads where it leads for the user OS", arguments: ["absolute", "relative"])
    func links(_ name: String) throws {
        #expect(try UserFolder(root: folder.path).file(at: "/etc/\(name)").text() == "table\n")
    }

    @Test(
        "No name leads out of the volume, and what is no regular file is not read and nobody waits for it",
        .timeLimit(.minutes(1)),
        arguments: ["fifo", "to-fifo", "null", "magic", "up", "loop", "folder", "none"]
    )
    func refused(_ name: String) throws {
        let root = try UserFolder(root: folder.path)
        #expect(throws: ApplianceError.self) { try root.file(at: "/etc/\(name)").text() }
    }

    @Test("A device is not opened", .enabled(if: geteuid() == 0))
    func device() throws {
        try #require(mknod(folder.path + "/etc/device", S_IFCHR | 0o666, 0x103) == 0)
        let root = try UserFolder(root: folder.path)
        #expect(throws: ApplianceError.failed("it is no regular file")) { try root.file(at: "/etc/device").text() }
    }

    @Test("In the walk a link is a link, and the names before a file are folders")
    func plain() throws {
        let etc = try UserFolder(root: folder.path).folder(FileName("etc"))
        #expect(try etc.status(of: FileName("absolute")).st_mode & S_IFMT == S_IFLNK)
        #expect(throws: ApplianceError.self) { try etc.file(FileName("absolute")).text() }
        #expect(throws: ApplianceError.self) { try etc.folder(FileName("..")).next() }
        let root = try UserFolder(root: folder.path)
        #expect(throws: ApplianceError.self) { try root.folder(FileName("way")).next() }
        #expect(throws: ApplianceError.self) { try root.file(FileName("way/etc/passwd")).text() }
    }
}
