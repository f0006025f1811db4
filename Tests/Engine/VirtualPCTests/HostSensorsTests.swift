import FoundationEssentials
import Testing

@testable import VirtualPC

@Suite("The host's sensors")
struct HostSensorsTests {
    /// A tree of files as /sys/class has them.
    private func sensors(_ files: [String: String]) throws -> [BoardSensor] {
        let root = "/tmp/sekisho-sensors-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: root) }
        for (name, text) in files {
            let url = URL(filePath: root + "/" + name)
            try FileManager.default.createDirectory(
                atPath: url.deletingLastPathComponent().path(percentEncoded: false),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        return HostSensors(root: root).sensors()
    }

    @Test("are none where the host shows none")
    func none() throws {
        #expect(try sensors([:]) == [])
        #expect(try sensors(["hwmon/hwmon0/name": "AC\n"]) == [])
    }

    @Test("are good below what is critical and without an alarm, bad otherwise, unknown where nothing says so")
    func states() throws {
        let found = try sensors([
            "hwmon/hwmon0/name": "coretemp\n", "hwmon/hwmon0/temp1_label": "Package id 0\n",
            "hwmon/hwmon0/temp1_input": "47000\n", "hwmon/hwmon0/temp1_crit": "100000\n",
            "hwmon/hwmon0/temp2_input": "101000\n", "hwmon/hwmon0/temp2_crit": "100000\n",
            "hwmon/hwmon0/temp5_input": "47000\n", "hwmon/hwmon1/name": "nct6775\n",
            "hwmon/hwmon1/fan1_input": "0\n", "hwmon/hwmon1/fan1_alarm": "1\n", "hwmon/hwmon1/in0_input": "1000\n",
            "hwmon/hwmon1/in0_alarm": "0\n", "hwmon/hwmon1/temp1_input": "-\n", "hwmon/hwmon1/temp1_crit": "9\n",
        ])
        #expect(
            found == [
                BoardSensor(name: "coretemp Package id 0", kind: .temperature, state: .good),
                BoardSensor(name: "coretemp temperature 2", kind: .temperature, state: .bad),
                BoardSensor(name: "coretemp temperature 5", kind: .temperature, state: .unknown),
                BoardSensor(name: "nct6775 temperature 1", kind: .temperature, state: .unknown),
                BoardSensor(name: "nct6775 voltage 0", kind: .voltage, state: .good),
                BoardSensor(name: "nct6775 fan 1", kind: .fan, state: .bad),
            ]
        )
    }

    @Test("are thermal zones, too, unless those are shown already")
    func zones() throws {
        let found = try sensors([
            "thermal/thermal_zone0/type": "acpitz\n", "thermal/thermal_zone0/temp": "20000\n",
            "thermal/thermal_zone0/trip_point_0_type": "passive\n", "thermal/thermal_zone0/trip_point_0_temp": "1\n",
            "thermal/thermal_zone0/trip_point_1_type": "critical\n",
            "thermal/thermal_zone0/trip_point_1_temp": "90000\n", "thermal/thermal_zone1/type": "x86_pkg_temp\n",
            "thermal/thermal_zone1/temp": "20000\n", "thermal/thermal_zone1/hwmon2/name": "x86_pkg_temp\n",
            "thermal/cooling_device0/type": "Processor\n",
        ])
        #expect(found == [BoardSensor(name: "acpitz temperature", kind: .temperature, state: .good)])
    }

    @Test("are bounded, whatever the drivers write")
    func bounds() throws {
        var files = ["hwmon/hwmon0/name": "\u{1B}[2J\u{7}bö" + String(repeating: "x", count: 200)]
        for number in 0..<200 { files["hwmon/hwmon0/temp\(number)_input"] = "99999999999999999999\n" }
        let found = try sensors(files)
        #expect(found.count == HostSensors.greatestCount)
        #expect(found.allSatisfy { $0.name.utf8.count <= 64 && $0.state == .unknown && $0.name.hasPrefix("[2Jbxx") })
    }
}
