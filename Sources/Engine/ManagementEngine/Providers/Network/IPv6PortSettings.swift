import AMTSchema
import CIMModel
import NVRAM
import WSMan

/// The IPv6 addresses that a console has set for the engine's interface.
///
/// The engine is not reached over IPv6: the settings are kept, and no address is in use.
struct IPv6PortSettings: Provider {
    typealias Class = IPS.IPv6PortSettings

    let nvram: NVRAM

    private static let none = "::"

    private var store: StoredProperties<Class> { StoredProperties(nvram: nvram, key: "ipv6") }

    func instances() async throws -> [Instance<Class>] {
        let delivered = Instance<Class> {
            $0.currentDefaultRouter = Self.none
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
        return try await store.keep(wanted, over: current)
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
