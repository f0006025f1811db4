import VirtualPC

/// The parameters of UefiBootParametersArray: vendor, type and length, then the value, least byte first.
package struct BootParameters: Sendable, Hashable {
    /// Bytes of all parameters at most.
    static let greatestSize = 4096
    /// Parameters at most.
    static let greatestCount: UInt32 = 64

    private static let vendor: UInt16 = 0x8086

    /// What a parameter is for; a platform erase numbers its own anew.
    ///
    /// The others are not obeyed. UEFI's HTTP boot believes every server for which a trusted root vouches, for as long as it
    /// likes, without a name and a password; it pins neither the server's certificate nor the program that it loads.
    private enum Kind {
        static let url: UInt16 = 1
        static let usesTrustedRoots: UInt16 = 20
        static let erasedDevices: UInt16 = 1

        static func obeyed(erasing: Bool) -> Set<UInt16> { erasing ? [erasedDevices] : [url, usesTrustedRoots] }
    }

    /// The bits of the devices to erase.
    private enum Device {
        static let disk: UInt32 = 1 << 2
        static let tpm: UInt32 = 1 << 6
        static let firmware: UInt32 = 1 << 25
        static let firmwareReload: UInt32 = 1 << 26
        /// Without a meaning of its own in an order.
        static let any: UInt32 = 1 << 0
        static let known = any | disk | tpm | firmware | firmwareReload
    }

    private var values: [UInt16: [UInt8]] = [:]

    /// Reads the parameters; nil when they are cut off, of another vendor, given twice, or not as many as said.
    package init?(untrusted bytes: [UInt8], count: UInt32) {
        guard bytes.count <= Self.greatestSize, count <= Self.greatestCount else { return nil }
        var rest = bytes[...]
        while !rest.isEmpty {
            guard let (vendor, kind, value) = Self.next(&rest), vendor == Self.vendor,
                values.updateValue(value, forKey: kind) == nil
            else { return nil }
        }
        guard values.count == Int(count) else { return nil }
    }

    private static func next(_ rest: inout ArraySlice<UInt8>) -> (UInt16, UInt16, [UInt8])? {
        guard rest.count >= 8 else { return nil }
        let vendor = UInt16(truncatingIfNeeded: number(rest.prefix(2)))
        let kind = UInt16(truncatingIfNeeded: number(rest.dropFirst(2).prefix(2)))
        let length = Int(number(rest.dropFirst(4).prefix(4)))
        rest = rest.dropFirst(8)
        guard rest.count >= length else { return nil }
        defer { rest = rest.dropFirst(length) }
        return (vendor, kind, Array(rest.prefix(length)))
    }

    private static func number(_ bytes: some BidirectionalCollection<UInt8>) -> UInt32 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Where the program to start lies; nil unless it is an HTTPS address without spaces and control characters.
    var url: String? {
        guard let bytes = values[Kind.url], bytes.count <= 1024, bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasPrefix("https://") ? text : nil
    }

    /// Whether the servers that AMT's trusted roots vouch for are believed.
    var usesTrustedRoots: Bool { (values[Kind.usesTrustedRoots] ?? []).contains { $0 != 0 } }

    /// Whether all that is asked for is obeyed; an empty value asks for nothing.
    func areObeyed(erasing: Bool) -> Bool {
        let obeyed = Kind.obeyed(erasing: erasing)
        return values.allSatisfy { obeyed.contains($0.key) || $0.value.isEmpty }
    }

    /// What a platform erase erases: nothing when the mask names what this board has no way to erase.
    var erasure: Erasure {
        guard let bytes = values[Kind.erasedDevices], bytes.count == 4 else { return [] }
        let mask = Self.number(bytes)
        guard mask & ~Device.known == 0 else { return [] }
        var erasure: Erasure = []
        if mask & Device.disk != 0 { erasure.insert(.disk) }
        if mask & Device.tpm != 0 { erasure.insert(.tpm) }
        if mask & (Device.firmware | Device.firmwareReload) != 0 { erasure.insert(.firmware) }
        return erasure
    }

    /// The bits by which AMT_BootCapabilities tells what can be erased; the first says that anything can.
    static func mask(_ erasure: Erasure) -> UInt32 {
        guard !erasure.isEmpty else { return 0 }
        let devices: [(Erasure, UInt32)] = [(.disk, Device.disk), (.tpm, Device.tpm), (.firmware, Device.firmware)]
        return devices.filter { erasure.contains($0.0) }.reduce(1) { $0 | $1.1 }
    }
}
