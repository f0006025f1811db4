/// A program for UEFI of one kibibyte: it says on the serial line that it was started, and whether there is a TPM.
enum UEFIProgram {
    static let withTPM = Array("STARTED WITH TPM\n".utf8)
    static let withoutTPM = Array("STARTED WITHOUT TPM\n".utf8)

    /// The image: headers, then the one section.
    static let bytes: [UInt8] = padded(header) + padded(code + guid + withTPM + [0] + withoutTPM + [0])

    private static func padded(_ bytes: [UInt8]) -> [UInt8] { bytes + [UInt8](repeating: 0, count: 512 - bytes.count) }

    private static let code: [UInt8] = [
        0x48, 0x8B, 0x42, 0x60,  // rax = the system table's boot services
        0x48, 0x83, 0xEC, 0x38,  // room on the stack
        0x48, 0x8D, 0x0D, 0x30, 0x00, 0x00, 0x00,  // rcx = guid
        0x31, 0xD2,  // rdx = 0
        0x4C, 0x8D, 0x44, 0x24, 0x30,  // r8 = where the answer goes
        0xFF, 0x90, 0x40, 0x01, 0x00, 0x00,  // LocateProtocol
        0x48, 0x8D, 0x35, 0x2C, 0x00, 0x00, 0x00,  // rsi = with
        0x48, 0x85, 0xC0, 0x74, 0x07,  // found?
        0x48, 0x8D, 0x35, 0x32, 0x00, 0x00, 0x00,  // rsi = without
        0x66, 0xBA, 0xF8, 0x03,  // dx = 0x3f8
        0xAC, 0x84, 0xC0, 0x74, 0x03, 0xEE, 0xEB, 0xF8,  // say each byte up to the NUL
        0xF3, 0x90, 0xEB, 0xFC,  // for ever
    ]

    /// EFI_TCG2_PROTOCOL, 607F766C-7455-42BE-930B-E4D76DB2720F, which is there where the firmware found a TPM 2.0.
    private static let guid: [UInt8] = [
        0x6C, 0x76, 0x7F, 0x60, 0x55, 0x74, 0xBE, 0x42, 0x93, 0x0B, 0xE4, 0xD7, 0x6D, 0xB2, 0x72, 0x0F,
    ]

    private static let header: [UInt8] =
        Array("MZ".utf8) + [UInt8](repeating: 0, count: 58) + little(64, 4)
        // COFF: x86-64, one section, an optional header of 240 bytes, executable and large-address aware.
        + Array("PE".utf8) + [0, 0] + little(0x8664, 2) + little(1, 2) + little(0, 12) + little(240, 2)
        + little(0x22, 2)
        // PE32+: 512 bytes of code, which starts at 0x1000.
        + little(0x20B, 2) + little(0, 2) + little(512, 4) + little(0, 8) + little(0x1000, 4) + little(0x1000, 4)
        // Loaded at 4 MiB, sections every 4 KiB in memory, every 512 bytes in the file.
        + little(0x400000, 8) + little(0x1000, 4) + little(512, 4) + little(0, 16)
        // Two pages with the headers; an application.
        + little(0x2000, 4) + little(512, 4) + little(0, 4) + little(10, 2) + little(0, 2)
        // Stack and heap; sixteen directories, all empty.
        + little(0x1000, 8) + little(0x1000, 8) + little(0x1000, 8) + little(0x1000, 8) + little(0, 4) + little(16, 4)
        + little(0, 128)
        // The section: code that is read and executed.
        + Array(".text".utf8) + [0, 0, 0] + little(512, 4) + little(0x1000, 4) + little(512, 4) + little(512, 4)
        + little(0, 12) + little(0x6000_0020, 4)

    private static func little(_ number: UInt64, _ length: Int) -> [UInt8] {
        (0..<length).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) : 0 }
    }
}
