import Inventory
import PacketPolicy
import Synchronization

@testable import VirtualPC

/// A host and a filter that only write down what is asked of them.
final class ScriptedHost: HostControl, PacketControl {
    let asked = Mutex<[String]>([])

    private func note(_ text: String) { asked.withLock { $0.append(text) } }

    func prepare() throws(PCError) { note("prepare") }
    func diskBytes() throws(PCError) -> UInt64 { 1 << 40 }
    func raiseWires() throws(PCError) { throw .failed("no such device") }
    func accelerator() throws(PCError) -> Accelerator { .tcg }
    func start(_ order: MachineOrder) throws(PCError) -> Int {
        note("start \(order.machine)")
        return 42
    }
    func find(_ machine: MachineName) throws(PCError) -> Int? { machine == .appliance ? 7 : nil }
    func kill(_ machine: MachineName) throws(PCError) { note("kill \(machine)") }
    func lastWords(of machine: MachineName) throws(PCError) -> String { "line\nbreak" }
    func makeView() throws(PCError) { note("makeView") }
    func openView() throws(PCError) { note("openView") }
    func snapshot(_ deed: SnapshotDeed) throws(PCError) { note("snapshot \(deed)") }
    func keepFirmware(_ deed: SnapshotDeed) throws(PCError) { note("firmware \(deed)") }
    func resetDisk(keepsData: Bool) throws(PCError) { note("reset \(keepsData)") }
    func removeView() throws(PCError) { note("removeView") }
    func answerPing(_ isAnswered: Bool) throws(PCError) { note("answerPing \(isAnswered)") }
    func check(_ addressing: Addressing) throws(PCError) { throw .refused("another machine has it") }
    func apply(_ addressing: Addressing) throws(PCError) -> [IPAddress] {
        note("address \(addressing.ipv4)")
        return [.ipv4(192, 0, 2, 7)]
    }
    func addresses() throws(PCError) -> [IPAddress] { [] }
    func sensors() throws(PCError) -> [BoardSensor] { [BoardSensor(name: "t", kind: .temperature, state: .good)] }
    func networkSigns() throws(PCError) -> NetworkSigns { NetworkSigns(domain: "branch.example") }
    func install() throws -> Stance? { .patching }
    func apply(_ stance: Stance) throws { note("apply \(stance)") }
    func apply(_ defense: SystemDefense) throws { note("apply \(defense.active?.filters.count ?? 0) filters") }
    func report() throws -> DefenseReport { DefenseReport(filters: [3: 4], spoofed: 5) }
    func signals() throws -> DefenseSignals { DefenseSignals(eventPackets: 6) }
    func endEncounter() throws { note("endEncounter") }
    func uninstall() throws { note("uninstall") }
}
