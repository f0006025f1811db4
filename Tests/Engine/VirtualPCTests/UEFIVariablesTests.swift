import FoundationEssentials
import Testing

@testable import VirtualPC

@Suite("UEFI variables")
struct UEFIVariablesTests {
    static let template = Firmware.uefi.variables.flatMap { FileManager.default.contents(atPath: $0) }.map(Array.init)

    /// A flash memory of one small, empty store.
    static let empty: [UInt8] = {
        var bytes = [UInt8](repeating: 0, count: 72)
        bytes.replaceSubrange(40..<44, with: "_FVH".utf8)
        bytes[48] = 72
        bytes += UEFIGUID.authenticatedVariables + [0, 1, 0, 0] + [0x5A, 0xFE, 0, 0, 0, 0, 0, 0]
        return bytes + [UInt8](repeating: 0xFF, count: 256 - 28)
    }()

    @Test("a variable reads back, and its last value counts")
    func setting() throws {
        var variables = try #require(UEFIVariables(untrusted: Self.empty))
        #expect(variables[.global("BootNext")] == nil)
        let fits = [variables.set(.global("BootNext"), to: [1, 2, 3]), variables.set(.global("BootNext"), to: [4])]
        #expect(fits == [true, true])
        #expect(variables[.global("BootNext")] == [4])
        let again = try #require(UEFIVariables(untrusted: variables.bytes))
        #expect(again[.global("BootNext")] == [4])
        variables.remove(.global("BootNext"))
        #expect(variables[.global("BootNext")] == nil)
    }

    @Test("a full store takes nothing more and stays as it is")
    func full() throws {
        var variables = try #require(UEFIVariables(untrusted: Self.empty))
        let fitsFirst = variables.set(.global("A"), to: [1])
        let before = variables.bytes
        let fitsSecond = variables.set(.global("A"), to: [UInt8](repeating: 0, count: 200))
        #expect(fitsFirst && !fitsSecond)
        #expect(variables.bytes == before)
    }

    @Test("what is no variable store is not taken for one", arguments: [0, 1, 47, 48, 60, 71, 72, 80, 99])
    func cutOff(length: Int) {
        #expect(UEFIVariables(untrusted: Array(Self.empty.prefix(length))) == nil)
    }

    private func order(_ options: BootOptions, _ variables: inout UEFIVariables) throws {
        let fits = UEFIOrder.write(options, into: &variables)
        try #require(fits)
    }

    @Test("an order leaves nothing of the one before")
    func orders() throws {
        var variables = try #require(UEFIVariables(untrusted: Self.empty))
        var setup = BootOptions()
        setup.entersSetup = true
        try order(setup, &variables)
        #expect(variables[.global("OsIndications")] == [1, 0, 0, 0, 0, 0, 0, 0])
        try order(BootOptions(), &variables)
        #expect(variables[.global("OsIndications")] == nil)
    }

    @Test("the firmware's own template takes a start over HTTPS", .enabled(if: template != nil))
    func ovmf() throws {
        var variables = try #require(UEFIVariables(untrusted: Self.template ?? []))
        var options = BootOptions(source: .https)
        options.https = HTTPSBoot(url: "https://a/b", certificates: [])
        try order(options, &variables)
        #expect(variables[.global("BootNext")] == [0x50, 0x5E])
        // A node of type 3, subtype 24: a URI; then the end of the path.
        let uri: [UInt8] = [0x03, 0x18, 15, 0] + Array("https://a/b".utf8) + [0x7F, 0xFF, 4, 0]
        #expect(variables[.global("Boot5E50")]?.suffix(uri.count) == uri[...])
    }

    @Test("certificates become one signature list each")
    func certificates() {
        let lists = UEFIOrder.signatureLists([[0xAA, 0xBB], [0xCC]])
        #expect(lists.count == 28 + 16 + 2 + 28 + 16 + 1)
        #expect(Array(lists.prefix(16)) == UEFIGUID.x509)
        #expect(Array(lists[16..<28]) == [46, 0, 0, 0, 0, 0, 0, 0, 18, 0, 0, 0])
    }

    @Test("steps of a start are told in the order in which the firmware came to them")
    func progress() {
        let log = "=== PCI bus & bridge init ===\nFound 1 cpu(s) max supported 1 cpu(s)\nBooting from 0000:7c00\n"
        #expect(BootProgress.steps(untrustedLog: log) == [.pciDevices, .processors, .operatingSystem])
        #expect(BootProgress.steps(untrustedLog: "").isEmpty)
    }
}
