/// The variables of a UEFI firmware, as they lie in its flash memory (EDK II's authenticated variable store).
struct UEFIVariables: Sendable {
    /// The flash memory.
    private(set) var bytes: [UInt8]
    /// Where variables may lie.
    private let region: Range<Int>

    /// Names a variable within a vendor's.
    struct Name: Sendable, Hashable {
        var text: String
        var vendor: [UInt8]

        /// A variable that the UEFI specification names.
        static func global(_ text: String) -> Name {
            Name(text: text, vendor: UEFIGUID.globalVariable)
        }
    }

    /// Kept when off, and readable by firmware and system.
    static let attributes: UInt32 = 7

    private static let headerLength = 60
    private static let storeHeaderLength = 28
    private static let added: UInt8 = 0x3F
    private static let deleted: UInt8 = 0x3D

    /// Takes in a flash memory; nil when there is no variable store in it.
    init?(untrusted bytes: [UInt8]) {
        guard let start = bytes.littleEndian(at: 48, UInt16.self).map(Int.init), bytes.count > 56,
            Array(bytes[40..<44]) == Array("_FVH".utf8), bytes.count >= start + Self.storeHeaderLength,
            Array(bytes[start..<start + 16]) == UEFIGUID.authenticatedVariables,
            let size = bytes.littleEndian(at: start + 16, UInt32.self).map(Int.init),
            size > Self.storeHeaderLength, size <= bytes.count - start
        else {
            return nil
        }
        self.bytes = bytes
        region = start + Self.storeHeaderLength..<start + size
    }

    /// The value of a variable; nil when there is none.
    subscript(name: Name) -> [UInt8]? {
        find(name).map { Array(bytes[$0.value]) }
    }

    /// Sets a variable.
    ///
    /// - Returns: false when there is no room for it.
    mutating func set(_ name: Name, to value: [UInt8]) -> Bool {
        let place = end
        let new = record(name, value)
        guard region.upperBound - place >= new.count else {
            return false
        }
        remove(name)
        bytes.replaceSubrange(place..<place + new.count, with: new)
        return true
    }

    /// Removes a variable.
    mutating func remove(_ name: Name) {
        if let old = find(name) {
            bytes[old.start + 2] = Self.deleted
        }
    }

    private func record(_ name: Name, _ value: [UInt8]) -> [UInt8] {
        let encoded = name.text.ucs2
        var record = UInt16(0x55AA).littleEndianBytes + [Self.added, 0] + Self.attributes.littleEndianBytes
        record += [UInt8](repeating: 0, count: 8 + 16 + 4)
        record += UInt32(clamping: encoded.count).littleEndianBytes + UInt32(clamping: value.count).littleEndianBytes
        record += name.vendor + encoded + value
        return record + [UInt8](repeating: 0xFF, count: Self.padding(record.count))
    }

    /// One variable in the store.
    private struct Place {
        var start: Int
        var state: UInt8
        var vendor: [UInt8]
        var name: Range<Int>
        var value: Range<Int>

        var next: Int { value.upperBound + UEFIVariables.padding(value.upperBound) }
    }

    private func find(_ name: Name) -> Place? {
        let encoded = name.text.ucs2
        return places.last { place in
            place.state == Self.added && place.vendor == name.vendor && Array(bytes[place.name]) == encoded
        }
    }

    private var end: Int { places.last?.next ?? region.lowerBound }

    private var places: [Place] {
        var found: [Place] = []
        while let place = place(at: found.last?.next ?? region.lowerBound) {
            found.append(place)
        }
        return found
    }

    private func place(at start: Int) -> Place? {
        guard start <= region.upperBound - Self.headerLength,
            bytes.littleEndian(at: start, UInt16.self) == 0x55AA,
            let nameLength = bytes.littleEndian(at: start + 36, UInt32.self).map(Int.init),
            let valueLength = bytes.littleEndian(at: start + 40, UInt32.self).map(Int.init)
        else {
            return nil
        }
        let name = start + Self.headerLength
        guard nameLength <= region.upperBound - name, valueLength <= region.upperBound - name - nameLength else {
            return nil
        }
        return Place(
            start: start,
            state: bytes[start + 2],
            vendor: Array(bytes[start + 44..<name]),
            name: name..<name + nameLength,
            value: name + nameLength..<name + nameLength + valueLength
        )
    }

    private static func padding(_ length: Int) -> Int { (4 - length % 4) % 4 }
}
