/// A program that shows a line of text and stops: the whole of what runs behind a notice.
enum NoticeProgram {
    /// Characters of a line at most: the width of the screen.
    static let longestText = 80
    private static let sectorBytes = 512
    private static let width = 80
    private static let row: UInt8 = 11

    /// The program as a boot sector, which the BIOS loads at 0000:7C00.
    ///
    /// Characters beyond ASCII become question marks, for the screen has no others.
    static func bootSector(_ text: String) -> [UInt8] {
        let characters = text.unicodeScalars.prefix(longestText).map { scalar -> UInt8 in
            (0x20...0x7E).contains(scalar.value) ? UInt8(truncatingIfNeeded: scalar.value) : UInt8(ascii: "?")
        }
        let column = UInt8((width - characters.count) / 2)
        let code = prologue + [0xBA, column, row, 0xCD, 0x10] + loop
        let program = code + characters + [0]
        return program + Array(repeating: 0, count: sectorBytes - 2 - program.count) + [0x55, 0xAA]
    }

    private static let prologue: [UInt8] = [
        0xFC,  // cld
        0x31, 0xC0,  // xor ax, ax
        0x8E, 0xD8,  // mov ds, ax
        0xB8, 0x03, 0x00,  // mov ax, 0003h: 80 by 25 characters, cleared
        0xCD, 0x10,  // int 10h
        0xB4, 0x01,  // mov ah, 01h: no cursor
        0xB9, 0x00, 0x20,  // mov cx, 2000h
        0xCD, 0x10,  // int 10h
        0xB4, 0x02,  // mov ah, 02h: where to write
        0xB7, 0x00,  // mov bh, 0
    ]

    private static let loop: [UInt8] = [
        0xBE, 0x2E, 0x7C,  // mov si, 7C2Eh: behind this code
        0xAC,  // lodsb
        0x08, 0xC0,  // or al, al
        0x74, 0x09,  // jz to the hlt
        0xB4, 0x0E,  // mov ah, 0Eh: write a character
        0xBB, 0x07, 0x00,  // mov bx, 0007h
        0xCD, 0x10,  // int 10h
        0xEB, 0xF2,  // jmp to the lodsb
        0xF4,  // hlt
        0xEB, 0xFD,  // jmp to the hlt
    ]
}
