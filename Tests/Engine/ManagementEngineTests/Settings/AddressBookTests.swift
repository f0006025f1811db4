import Inventory
import NVRAM
import PacketPolicy
import Simulation
import Testing
import VirtualPC

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
        AddressBook(nvram: nvram, pc: AssistedPC(SimulatedPC(hardware: .ofTests), network: network))
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
}
