import AMTSchema
import CIMModel
import FoundationEssentials
import Inventory
import Simulation
import Testing
import VirtualPC

@testable import HardwareAssets
@testable import ManagementEngine

@Suite("Hardware inventory")
struct InventoryTests {
    private let hardware = HardwareInventory.standard(
        name: "pc1",
        uuid: "12345678-9abc-def0-1122-334455667788",
        cores: 2,
        memoryMiB: 1024,
        diskBytes: 1_000_000,
        mac: "52:54:00:77:00:01"
    )

    @Test("one record says the same to consoles and to the user OS")
    func oneRecord() async throws {
        let pc = try await ManagedPC()
        let system = try #require(hardware.smbiosOptions().first { $0.hasPrefix("type=1,") })
        for field in ["Manufacturer", "Model", "SerialNumber"] {
            let value = try #require(text(field, in: await pc.get("CIM_Chassis")))
            #expect(system.contains("=\(value)"))
        }
    }

    @Test(
        "what the hardware is can be read while the PC is off",
        arguments: [
            "CIM_Chassis", "CIM_Card", "CIM_BIOSElement", "CIM_BIOSFeature", "CIM_Processor", "CIM_Chip",
            "CIM_PhysicalMemory", "CIM_ComputerSystemPackage", "AMT_AssetTableService",
        ] as [ClassName]
    )
    func whileOff(name: ClassName) async throws {
        let answer = try await ManagedPC().get(name)
        #expect(answer.contains("<g:\(name)>"))
    }

    @Test("each disk and drive has a package with its serial number, and the two belong together")
    func media() throws {
        let packages = MediaPackage(hardware: hardware).instances()
        #expect(packages.map(\.serialNumber) == hardware.media.map(\.serial))
        let devices = MediaProvider(hardware: hardware).instances()
        #expect(devices.first?.maxMediaSize == 1000)
        #expect(devices.map(\.deviceID) == ["MEDIA DEV 0", "MEDIA DEV 1"])
    }

    @Test("packages are listed board first, then those of the media, as MeshCommander counts on")
    func packages() async throws {
        let packages = await (try ManagedPC()).everything("CIM_PhysicalPackage")
        let tags = ["CIM_Card", "Storage Media Package 0", "Storage Media Package 1", "CIM_Chassis"]
        #expect(texts("Tag", in: packages) == tags)
    }

    @Test("chips realize processors, packages realize disks, and the engine's software is the engine's")
    func associations() async throws {
        let pc = try await ManagedPC()
        let realizes = await pc.everything("CIM_Realizes")
        for tag in ["CPU 0", "Storage Media Package 0", "Storage Media Package 1"] {
            #expect(realizes.contains("Name=\"Tag\">\(tag)<"))
        }
        #expect(await pc.everything("CIM_SystemBIOS").contains("Primary BIOS"))
        let software = await pc.everything("CIM_InstalledSoftwareIdentity")
        #expect(software.contains(">Build Number<") && !software.contains("ManagedSystem"))
    }

    @Test("PCI devices are what the firmware found at the last start, also when the PC is off again")
    func pciDevices() async throws {
        let pc = try await ManagedPC()
        #expect(!(await pc.everything("AMT_PCIDevice")).contains("AMT_PCIDevice>"))
        _ = await pc.invoke("CIM_PowerManagementService", "RequestPowerStateChange", "<PowerState>2</PowerState>")
        let running = await pc.everything("AMT_PCIDevice")
        #expect(texts("Name", in: running) == ["8086:29c0", "1af4:1001", "1af4:1000"])
        // Base class 2, network controllers; device 2 on bus 0.
        #expect(texts("ClassCode", in: running) == ["6", "1", "2"])
        #expect(texts("DeviceLocation", in: running) == ["0", "8", "16"])
        _ = await pc.invoke("CIM_PowerManagementService", "RequestPowerStateChange", "<PowerState>8</PowerState>")
        #expect(texts("DeviceID", in: await pc.everything("AMT_PCIDevice")) == ["PCI DEV 0", "PCI DEV 1", "PCI DEV 2"])
    }

    @Test("sensors and fans are the host's, as they are now, and devices of the PC")
    func sensors() async throws {
        let pc = try await ManagedPC()
        let simulated = await pc.everything("CIM_Sensor")
        #expect(text("ElementName", in: simulated) == "Simulated Sensor")
        #expect(text("CurrentState", in: simulated) == "Unknown")
        #expect(texts("PossibleStates", in: simulated) == ["Bad", "Good", "Unknown"])
        #expect(await pc.everything("CIM_SystemDevice").contains("Name=\"DeviceID\">Sensor 0<"))
        #expect(!(await pc.everything("CIM_Fan")).contains("Fault"))
        await pc.pc.measure([
            BoardSensor(name: "board", kind: .temperature, state: .good),
            BoardSensor(name: "chassis", kind: .fan, state: .bad),
        ])
        let measured = await pc.everything("CIM_Sensor")
        #expect(texts("CurrentState", in: measured) == ["Good", "Bad"])
        #expect(texts("SensorType", in: measured) == ["2", "5"])
        let fan = await pc.everything("CIM_Fan")
        #expect(texts("DeviceID", in: fan) == ["Fan 0"])
        #expect(text("OperationalStatus", in: fan) == "6")
        let refusal = await pc.invoke("CIM_Fan", "SetSpeed", "<DesiredSpeed>900</DesiredSpeed>")
        #expect(text("ReturnValue", in: refusal) == "2066")
    }

    @Test("the tables have SMBIOS's form: head, fields, strings, and an empty one at the end")
    func structures() {
        // SMBIOS 2.8: the lengths of the structures without their strings.
        let lengths: [UInt8: UInt8] = [0: 0x18, 1: 0x1B, 2: 0x0F, 3: 0x16, 4: 0x2A, 17: 0x28]
        for structure in hardware.smbiosStructures {
            #expect(structure.bytes[0] == structure.type)
            #expect(structure.bytes[1] == lengths[structure.type])
            #expect(structure.bytes.suffix(2) == [0, 0])
        }
        #expect(Set(hardware.smbiosStructures.map(\.handle)).count == hardware.smbiosStructures.count)
    }

    @Test("a table carries the record's strings and sizes")
    func contents() throws {
        let tables = AssetTables(hardware: hardware).instances()
        let system = try #require(tables.first { $0.tableType == 1 }?.tableData)
        let bytes = Array(try #require(Data(base64Encoded: system)))
        #expect(bytes.contains(Array("SKS-PC1".utf8)))
        // The GUID, its first three fields least byte first, after the head and four string numbers.
        #expect(Array(bytes[8..<16]) == [0x78, 0x56, 0x34, 0x12, 0xBC, 0x9A, 0xF0, 0xDE])
        let memory = try #require(hardware.smbiosStructures.first { $0.type == 17 })
        // 1024 MiB.
        #expect(Array(memory.bytes[12..<14]) == [0x00, 0x04])
    }
}
