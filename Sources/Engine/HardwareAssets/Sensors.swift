import ObjectManager
import AMTSchema
import CIMModel
package import VirtualPC

/// The sensors of the machine that the PC is on, read when they are asked for.
///
/// They tell, as AMT's do, whether what they measure is as it should be; the class has no place for the value.
package struct SensorProvider: Provider {
    let pc: any VirtualPC

    package init(pc: any VirtualPC) { self.pc = pc }

    func instances() async -> [Instance<CIM.Sensor>] {
        await pc.sensors().enumerated().map { place, sensor in
            Instance {
                $0.creationClassName = "CIM_Sensor"
                $0.currentState = sensor.state.word
                $0.deviceID = "Sensor \(place)"
                $0.elementName = sensor.name
                $0.enabledState = .notApplicable
                $0.healthState = sensor.state.health
                $0.operationalStatus = [sensor.state.status]
                $0.possibleStates = ["Bad", "Good", "Unknown"]
                $0.requestedState = .notApplicable
                $0.sensorType = sensor.kind.number
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "ManagedSystem"
            }
        }
    }
}

/// The fans whose speed is measured. They are the host's: no console sets it.
package struct FanProvider: Provider {
    let pc: any VirtualPC

    package init(pc: any VirtualPC) { self.pc = pc }

    func instances() async -> [Instance<CIM.Fan>] {
        await pc.sensors().filter { $0.kind == .fan }.enumerated().map { place, sensor in
            Instance {
                $0.activeCooling = true
                $0.creationClassName = "CIM_Fan"
                $0.desiredSpeed = 0
                $0.deviceID = "Fan \(place)"
                $0.elementName = sensor.name
                $0.enabledState = .notApplicable
                $0.healthState = sensor.state.health
                $0.operationalStatus = [sensor.state.status]
                $0.requestedState = .notApplicable
                $0.systemCreationClassName = "CIM_ComputerSystem"
                $0.systemName = "ManagedSystem"
                $0.variableSpeed = false
            }
        }
    }

    var methods: [Handler<CIM.Fan>] { [.on(\.setSpeed) { _, _ in .unsupported }] }
}

extension BoardSensor.State {
    fileprivate var word: String {
        switch self {
        case .good: "Good"
        case .bad: "Bad"
        case .unknown: "Unknown"
        }
    }

    /// As HealthState has it.
    fileprivate var health: UInt16 {
        switch self {
        case .good: 5
        case .bad: 25
        case .unknown: 0
        }
    }

    /// As OperationalStatus has it.
    fileprivate var status: UInt16 {
        switch self {
        case .good: 2
        case .bad: 6
        case .unknown: 0
        }
    }
}

extension BoardSensor.Kind {
    /// As SensorType has it.
    fileprivate var number: UInt16 {
        switch self {
        case .temperature: 2
        case .voltage: 3
        case .fan: 5
        }
    }
}
