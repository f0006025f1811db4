import AMTSchema
import CIMModel
import Inventory
import NVRAM
import PacketPolicy
import Simulation
import Testing
import VirtualPC
import WSMan

@testable import ObjectManager
@testable import ManagementEngine

@Suite("The engine's addresses")
struct AddressBookTests {
    private let nvram: NVRAM
    private let six: FixedAddress

    init() throws {
        nvram = try NVRAM(path: ":memory:")
        let address = try #require(IPAddress(untrusted: "2001:db8::7"))
        six = try #require(FixedAddress(address, prefixLength: 64, router: nil))
    }

    /// The addresses, and what happens while the network is asked about others.
    private func book(_ network: @escaping AssistedPC.Network = { _ throws(PCError) in }) -> AddressBook {
        AddressBook(
            nvram: nvram,
            pc: AssistedPC(SimulatedPC(hardware: .ofTests), network: network),
            journal: EventJournal(nvram: nvram)
        )
    }

    @Test("that a console sets while the network is asked about others are kept with those")
    func sideBySide() async throws {
        let (quick, six) = (book(), six)
        let slow = book { wanted throws(PCError) in
            guard wanted.ipv6 == nil else { return }
            do { try await quick.change { $0.ipv6 = six } } catch { throw .failed("\(error)") }
        }
        try await slow.change { $0.ipv4 = .dhcp }
        #expect(try await slow.addressing() == Addressing(ipv4: .dhcp, ipv6: six))
    }

    @Test("are kept with the rest of their Put or not at all")
    func together() async throws {
        try await nvram.refuseSetting("linkPolicy")
        let identity = Identity(name: "pc1", uuid: ManagedPC.uuid, address: "127.0.0.1")
        let wired = EthernetPortSettings(identity: identity, mac: "52:54:00:77:00:01", nvram: nvram, addresses: book())
        let wanted = Instance<AMT.EthernetPortSettings> {
            $0.dhcpEnabled = true
            $0.linkPolicy = [1]
        }
        await #expect(throws: NVRAMError.self) {
            try await wired.put(wanted, over: Instance { $0.dhcpEnabled = false }, by: .administrator)
        }
        #expect(try await book().addressing() == Addressing())
        try await nvram.refuseSetting("ipv6")
        let ports = IPv6PortSettings(nvram: nvram, addresses: book())
        await #expect(throws: NVRAMError.self) {
            try await ports.put(Instance { $0.ipv6Address = "2001:db8::7" }, over: Instance(), by: .administrator)
        }
        #expect(try await book().addressing() == Addressing())
    }
}
