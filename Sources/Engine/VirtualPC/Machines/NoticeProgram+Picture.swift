extension NoticeProgram {
    /// The size of the medium with a picture: a floppy disk of 1.44 MB, which has 18 sectors a track and two heads.
    static let pictureMediumBytes = 1_474_560

    /// A medium whose boot sector reads the picture behind it, shows it and stops.
    static func medium(_ picture: NoticePicture) -> [UInt8] {
        let sector = pictureCode + Array(repeating: 0, count: 510 - pictureCode.count) + [0x55, 0xAA]
        let content = sector + picture.bits
        return content + Array(repeating: 0, count: pictureMediumBytes - content.count)
    }

    private static let pictureCode: [UInt8] = [
        0xFC,  // cld
        0x31, 0xC0,  // xor ax, ax
        0x8E, 0xD8,  // mov ds, ax
        0x8E, 0xD0,  // mov ss, ax
        0xBC, 0x00, 0x7C,  // mov sp, 7C00h
        0xB8, 0x11, 0x00,  // mov ax, 0011h: 640 by 480 pixels of two colours, cleared
        0xCD, 0x10,  // int 10h
        0xB8, 0x00, 0x10,  // mov ax, 1000h: where the picture is read to
        0x8E, 0xC0,  // mov es, ax
        0x31, 0xDB,  // xor bx, bx
        0xBE, 0x01, 0x00,  // mov si, 1: the sector behind this one
        // The next sector:
        0x89, 0xF0,  // mov ax, si
        0xB1, 0x12,  // mov cl, 18
        0xF6, 0xF1,  // div cl: al the track of both heads, ah the sector in it
        0x88, 0xE1,  // mov cl, ah
        0xFE, 0xC1,  // inc cl: sectors count from one
        0x88, 0xC6,  // mov dh, al
        0x80, 0xE6, 0x01,  // and dh, 1: the head
        0xB2, 0x00,  // mov dl, 0: the first drive
        0x88, 0xC5,  // mov ch, al
        0xD0, 0xED,  // shr ch, 1: the cylinder
        0xB8, 0x01, 0x02,  // mov ax, 0201h: read one sector
        0xCD, 0x13,  // int 13h
        0x72, 0xE4,  // jc to the next sector: again
        0x81, 0xC3, 0x00, 0x02,  // add bx, 512
        0x46,  // inc si
        0x83, 0xFE, 0x4C,  // cmp si, 76: 75 sectors are the picture
        0x75, 0xDA,  // jne to the next sector
        0x06,  // push es
        0x1F,  // pop ds
        0xB8, 0x00, 0xA0,  // mov ax, A000h: the adapter's memory
        0x8E, 0xC0,  // mov es, ax
        0x31, 0xF6,  // xor si, si
        0x31, 0xFF,  // xor di, di
        0xB9, 0x00, 0x4B,  // mov cx, 19200
        0xF3, 0xA5,  // rep movsw
        0xF4,  // hlt
        0xEB, 0xFD,  // jmp to the hlt
    ]
}
