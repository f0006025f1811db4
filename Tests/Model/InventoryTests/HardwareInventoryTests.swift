import Inventory
import Testing

@Suite("HardwareInventory")
struct HardwareInventoryTests {
    let pc = HardwareInventory.standard(
        name: "pc1",
        uuid: "6b1de4c4-6d11-4f0b-9f0e-0d6f5a5f0001",
        cores: 1,
        memoryMiB: 512,
        diskBytes: 2 << 30,
        mac: "52:54:00:77:00:01"
    )

    @Test("renders the SMBIOS options of QEMU")
    func options() {
        #expect(
            pc.smbiosOptions() == [
                "type=0,vendor=Sekisho,version=1.0.0,date=01/15/2026",
                "type=1,manufacturer=Sekisho,product=Virtual PC,version=1.0,serial=SKS-PC1,"
                    + "uuid=6b1de4c4-6d11-4f0b-9f0e-0d6f5a5f0001",
                "type=2,manufacturer=Sekisho,product=Q35,version=1.0,serial=SKS-PC1-B,asset=pc1",
                "type=3,manufacturer=Sekisho,version=1.0,serial=SKS-PC1-C,asset=pc1",
                "type=4,manufacturer=QEMU,version=QEMU Virtual CPU,max-speed=2000,current-speed=2000",
                "type=17,bank=BANK 0,manufacturer=QEMU,part=RAM,serial=SKS-PC1-M,asset=0,speed=2400",
            ]
        )
    }

    @Test("writes a comma twice, so that a name cannot add options")
    func commas() {
        var pc = pc
        pc.system.manufacturer = "Sekisho, Ltd.,uuid=0"
        #expect(pc.smbiosOptions()[1].hasPrefix("type=1,manufacturer=Sekisho,, Ltd.,,uuid=0,product="))
    }

    @Test("leaves out what is empty")
    func empty() {
        var pc = pc
        pc.chassis.version = ""
        #expect(pc.smbiosOptions()[3] == "type=3,manufacturer=Sekisho,serial=SKS-PC1-C,asset=pc1")
    }
}
