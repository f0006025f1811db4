/// A user OS of one sector: it speaks and listens on the serial line.
enum BootSector {
    /// Said once, at the start.
    static let starts = UInt8(ascii: "B")
    /// Said at every tick of the clock.
    static let ticks = UInt8(ascii: "U")
    /// Makes it switch itself off.
    static let switchesOff = UInt8(ascii: "p")
    /// Makes it sleep.
    static let sleeps = UInt8(ascii: "s")

    /// The sector, with the mark that makes it bootable.
    static let bytes: [UInt8] = {
        let padding = [UInt8](repeating: 0, count: 510 - code.count)
        return code + padding + [0x55, 0xAA]
    }()

    private static let code: [UInt8] = [
        0xEA, 0x05, 0x7C, 0x00, 0x00,  // ljmp 0:0x7c05
        0x31, 0xC0, 0x8E, 0xD8,  // ds = 0
        0xBA, 0xF8, 0x03, 0xB0, 0x42, 0xEE,  // out 0x3f8, 'B'
        0xFB, 0xF4,  // loop: sti; hlt
        0xBA, 0xFD, 0x03, 0xEC, 0xA8, 0x01,  // has a byte come?
        0xBA, 0xF8, 0x03, 0xB0, 0x55,  // dx = 0x3f8, al = 'U'
        0x74, 0x09,  // no: say it
        0xEC, 0x3C, 0x70, 0x74, 0x07,  // 'p': off
        0x3C, 0x73, 0x74, 0x08,  // 's': sleep
        0xEE, 0xEB, 0xE5,  // say al; loop
        0xB8, 0x00, 0x20, 0xEB, 0x03,  // off: ax = S5
        0xB8, 0x00, 0x24,  // sleep: ax = S3
        0xBA, 0x04, 0x06, 0xEF,  // out 0x604, ax: ACPI's PM1 control
        0xEB, 0xD7,  // loop
    ]
}
