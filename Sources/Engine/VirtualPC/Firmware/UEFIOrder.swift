/// What a UEFI firmware is told for its next start, in its own words.
enum UEFIOrder {
    private static let option: UInt16 = 0x5E50
    private static let setupIndication: UInt64 = 1

    /// Writes the order into the firmware's memory; what an earlier order left there goes.
    ///
    /// - Returns: false when there is no room for it.
    static func write(_ options: BootOptions, into variables: inout UEFIVariables) -> Bool {
        variables.remove(.global("OsIndications"))
        variables.remove(.global("BootNext"))
        variables.remove(.global(name))
        // A firmware with enrolled keys that finds no word about secure boot turns it on.
        if options.enforcesSecureBoot { variables.remove(secureBootEnable) }
        var fits = true
        if options.entersSetup {
            fits = variables.set(.global("OsIndications"), to: setupIndication.littleEndianBytes)
        }
        if options.source == .https, let https = options.https {
            fits =
                fits && variables.set(.global(name), to: loadOption(https.url))
                && variables.set(.global("BootNext"), to: option.littleEndianBytes)
        }
        return fits
    }

    private static let secureBootEnable = UEFIVariables.Name(
        text: "SecureBootEnable",
        vendor: UEFIGUID.secureBootEnable
    )

    private static var name: String { "Boot" + String(option, radix: 16, uppercase: true) }

    /// EFI_LOAD_OPTION: active, a name for people, and a path that is a URI alone, so that any adapter may load it.
    private static func loadOption(_ url: String) -> [UInt8] {
        let uri = Array(url.utf8.prefix(1024))
        let node: [UInt8] = [0x03, 0x18] + UInt16(4 + uri.count).littleEndianBytes + uri
        let path = node + [0x7F, 0xFF, 0x04, 0x00]
        let head: [UInt8] = UInt32(1).littleEndianBytes + UInt16(path.count).littleEndianBytes
        return head + "Sekisho HTTPS".ucs2 + path
    }

    /// The certificates as OVMF reads them: one signature list for each.
    static func signatureLists(_ certificates: [[UInt8]]) -> [UInt8] {
        var lists: [UInt8] = []
        for certificate in certificates {
            let signature = 16 + certificate.count
            lists += UEFIGUID.x509
            for number in [28 + signature, 0, signature] { lists += UInt32(clamping: number).littleEndianBytes }
            lists += UEFIGUID.globalVariable + certificate
        }
        return lists
    }
}
