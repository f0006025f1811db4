import ObjectManager
import AMTSchema
import CIMModel
import NVRAM
import PacketPolicy
import VirtualPC
import WSMan

/// The IPv6 addresses that a console has set for the engine's interface.
///
/// The engine is reached at the address that is set, in a network of 64 bits (RFC 4291 2.5.1), where the host leaves
/// addresses to it; elsewhere, as in a simulation, the settings are kept and no address is in use.
struct IPv6PortSettings: Provider {
    typealias Class = IPS.IPv6PortSettings

    let nvram: NVRAM
    let addresses: AddressBook

    private static let none = "::"

    private var store: StoredProperties<Class> { StoredProperties(nvram: nvram, key: "ipv6") }

    func instances() async throws -> [Instance<Class>] {
        let current = try await addresses.addressing().ipv6
        let delivered = Instance<Class> {
            $0.currentAddressInfo = current.map { [$0.address.description] } ?? []
            $0.currentDefaultRouter = current?.router?.description ?? Self.none
            $0.currentPrimaryDNS = Self.none
            $0.currentSecondaryDNS = Self.none
            $0.defaultRouter = Self.none
            $0.elementName = "Intel(r) IPS IPv6 Settings 0"
            $0.ipv6Address = Self.none
            $0.instanceID = "Intel(r) IPS IPv6 Settings 0"
            $0.interfaceIDType = 0
            $0.manualInterfaceID = "0000000000000000"
            $0.primaryDNS = Self.none
            $0.secondaryDNS = Self.none
        }
        return [try await store.applied(to: delivered)]
    }

    func put(_ wanted: Instance<Class>, over current: Instance<Class>, by caller: Caller) async throws
        -> Instance<Class>
    {
        let addresses = [wanted.ipv6Address, wanted.defaultRouter, wanted.primaryDNS, wanted.secondaryDNS]
        let digits = wanted.manualInterfaceID ?? "0000000000000000"
        guard addresses.allSatisfy({ $0.map(Self.isAddress) ?? true }), wanted.interfaceIDType ?? 0 <= 2,
            digits.utf8.count == 16, digits.allSatisfy({ $0.isASCII && $0.isHexDigit })
        else { throw WSManFault.status(.invalidParameter) }
        let written = store.written(in: wanted)
        try await keep(written, movingTo: wanted)
        return try store.laying(written, over: current)
    }

    /// Where only the host gives addresses the setting is kept all the same, as hardware keeps it while IPv6 is off.
    private func keep(_ written: StoredProperties<Class>.Written, movingTo wanted: Instance<Class>) async throws {
        let (text, router) = (wanted.ipv6Address, wanted.defaultRouter)
        do {
            try await addresses.change {
                $0.ipv6 = try Self.address(text, router, over: $0.ipv6)
            } keeping: {
                try store.keep(written, in: $0)
            }
        } catch let fault as WSManFault where fault == .status(.notPermitted) {
            try await nvram.step { try store.keep(written, in: $0) }
        }
    }

    /// The address that is wanted; what is not said stays.
    private static func address(
        _ text: String?,
        _ router: String?,
        over current: FixedAddress?
    ) throws -> FixedAddress? {
        func address(_ text: String?, _ old: IPAddress?) -> IPAddress? {
            text.map { $0 == none ? nil : IPAddress(untrusted: $0) } ?? old
        }
        guard let new = address(text, current?.address) else { return nil }
        guard let fixed = FixedAddress(new, prefixLength: 64, router: address(router, current?.router)) else {
            throw WSManFault.status(.invalidParameter)
        }
        return fixed
    }

    /// Whether a text can be an IPv6 address (RFC 4291 2.2): groups of up to four digits, one gap at most.
    static func isAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 39 else { return false }
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        let groups = halves.filter { !$0.isEmpty }.flatMap {
            $0.split(separator: ":", omittingEmptySubsequences: false)
        }
        guard groups.allSatisfy({ (1...4).contains($0.utf8.count) && UInt16($0, radix: 16) != nil }) else {
            return false
        }
        return halves.count == 1 ? groups.count == 8 : halves.count == 2 && groups.count < 8
    }
}
