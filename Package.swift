// swift-tools-version: 6.2
import PackageDescription

// Five groups of targets. An arrow is a name in `uses:`; CI refuses an import that is not declared here.
// Engine, appliance and console share only Wire and Model.

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

func library(_ name: String, in group: String, uses: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .target(
        name: name,
        dependencies: uses,
        path: "Sources/\(group)/\(name)",
        resources: resources,
        swiftSettings: settings
    )
}

func program(_ name: String, in group: String, uses: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: uses, path: "Sources/\(group)/\(name)", swiftSettings: settings)
}

func tests(_ target: String, in group: String, uses: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: target + "Tests",
        dependencies: [.byName(name: target), "TestSupport"] + uses,
        path: "Tests/\(group)/\(target)Tests",
        swiftSettings: settings
    )
}

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]
let http1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "_CryptoExtras", package: "swift-crypto")
let x509: Target.Dependency = .product(name: "X509", package: "swift-certificates")
let asn1: Target.Dependency = .product(name: "SwiftASN1", package: "swift-asn1")
let tls: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")

let wire: [Target] = [
    library("XML", in: "Wire"),
    tests("XML", in: "Wire"),
    library("CIMModel", in: "Wire", uses: ["XML"]),
    tests("CIMModel", in: "Wire", uses: ["XML"]),
    library("AMTSchema", in: "Wire", uses: ["CIMModel"]),
    tests("AMTSchema", in: "Wire", uses: ["CIMModel", "XML"]),
    library("WSMan", in: "Wire", uses: ["CIMModel", "XML"]),
    tests("WSMan", in: "Wire", uses: ["CIMModel", "XML"]),
    library("HTTPDigest", in: "Wire", uses: [crypto]),
    tests("HTTPDigest", in: "Wire"),
    library("JSONLines", in: "Wire", uses: nio),
    tests("JSONLines", in: "Wire"),
    library("QMP", in: "Wire", uses: ["JSONLines"] + nio),
    tests("QMP", in: "Wire", uses: ["JSONLines"]),
    library("GuestAgent", in: "Wire", uses: ["JSONLines"] + nio),
    tests("GuestAgent", in: "Wire", uses: ["JSONLines"]),
    library("Suricata", in: "Wire"),
    library("Clamd", in: "Wire", uses: nio),
    library("APF", in: "Wire", uses: nio),
    tests("APF", in: "Wire", uses: nio),
    library("PTHI", in: "Wire"),
    tests("PTHI", in: "Wire"),
    library("ApplianceLink", in: "Wire", uses: ["Inventory", "PacketPolicy", "JSONLines"] + nio),
]

let model: [Target] = [
    library("Inventory", in: "Model"),
    tests("Inventory", in: "Model"),
    library("PacketPolicy", in: "Model"),
    tests("PacketPolicy", in: "Model"),
    .systemLibrary(
        name: "CNFTables",
        path: "Sources/Model/CNFTables",
        pkgConfig: "libnftables",
        providers: [.apt(["libnftables-dev"])]
    ),
    library("NFTables", in: "Model", uses: ["PacketPolicy", "CNFTables"]),
    .testTarget(
        name: "NFTablesTests",
        dependencies: ["NFTables", "PacketPolicy"],
        path: "Tests/Model/NFTablesTests",
        exclude: ["Golden"],
        swiftSettings: settings
    ),
]

/// What the engine is for: one target each, with the providers of the classes that it answers for.
func service(_ name: String, uses: [Target.Dependency] = []) -> Target {
    library(name, in: "Engine", uses: ["ObjectManager", "AMTSchema", "CIMModel", "NVRAM"] + uses)
}

let services: [Target] = [
    service("AccessControl", uses: ["WSMan", "HTTPDigest"]),
    service("PublicKeyManagement", uses: ["AccessControl", "WSMan", crypto, cryptoExtras, x509, asn1]),
    service("Auditing", uses: ["AccessControl", "PublicKeyManagement", crypto, cryptoExtras, x509, asn1]),
    service("RemoteControl", uses: ["AccessControl", "Auditing", "WSMan", "VirtualPC", log]),
    service("SystemDefense", uses: ["RemoteControl", "WSMan", "VirtualPC", "PacketPolicy", log]),
    service("EngineEvents", uses: ["AccessControl", "XML", "WSMan", log]),
    service("ThirdPartyStorage", uses: ["AccessControl"]),
    service("HardwareAssets", uses: ["VirtualPC", "Inventory"]),
    service(
        "Provisioning",
        uses: [
            "AccessControl", "PublicKeyManagement", "Auditing", "XML", "WSMan", "VirtualPC", crypto, x509, asn1, log,
        ]
    ),
    service("Servicing", uses: ["VirtualPC", "ApplianceLink", "Inventory", "PacketPolicy"]),
]
let serviceNames: [Target.Dependency] = ["ObjectManager"] + services.map { .byName(name: $0.name) }

let engine: [Target] = [
    .systemLibrary(
        name: "CSQLite",
        path: "Sources/Engine/CSQLite",
        pkgConfig: "sqlite3",
        providers: [.apt(["libsqlite3-dev"])]
    ),
    library("NVRAM", in: "Engine", uses: ["Inventory", "CSQLite"]),
    tests("NVRAM", in: "Engine", uses: ["Inventory", "NVRAMWrites", "nvram-writer"]),
    .executableTarget(
        name: "nvram-writer",
        dependencies: ["NVRAM", "NVRAMWrites"],
        path: "Tests/Support/nvram-writer",
        swiftSettings: settings
    ),
    .target(
        name: "NVRAMWrites",
        dependencies: ["NVRAM", "Inventory"],
        path: "Tests/Support/NVRAMWrites",
        swiftSettings: settings
    ),
    library(
        "VirtualPC",
        in: "Engine",
        uses: ["QMP", "GuestAgent", "JSONLines", "Inventory", "PacketPolicy", "NFTables", "ApplianceLink", log] + nio
    ),
    tests("VirtualPC", in: "Engine", uses: ["ApplianceLink", "Inventory", "JSONLines", "PacketPolicy", "QMP", log]),
    tests(
        "ManagementEngine",
        in: "Engine",
        uses: [
            "Simulation",
            "Inventory", "NVRAM", "VirtualPC", "GuestAgent", "JSONLines", "HTTPDigest", "AMTSchema",
            "CIMModel",
            "ApplianceLink", "PacketPolicy", "FuzzTargets", "PTHI", "WSMan", "XML", crypto, cryptoExtras, x509, asn1,
            log,
        ] + serviceNames
    ),
    library(
        "ManagementEngine",
        in: "Engine",
        uses: [
            "AMTSchema", "CIMModel",
            "XML", "WSMan", "NVRAM", "VirtualPC", "ApplianceLink", "Inventory",
            "PacketPolicy", "HTTPDigest", "PTHI", crypto, cryptoExtras, x509, asn1, log,
        ] + serviceNames
    ),
    library(
        "ObjectManager",
        in: "Engine",
        uses: ["AMTSchema", "CIMModel", "XML", "WSMan", "HTTPDigest", "NVRAM", "VirtualPC", "PacketPolicy"]
    ),
    library(
        "EngineNetwork",
        in: "Engine",
        uses: [
            "APF", "PTHI", "ManagementEngine", "ObjectManager", "AccessControl", "PublicKeyManagement", "EngineEvents",
            "HTTPDigest", "Inventory", "NVRAM", "WSMan", "XML", http1, tls, log,
            lifecycle,
        ] + nio
    ),
    tests(
        "EngineNetwork",
        in: "Engine",
        uses: [
            "APF", "PTHI", "ManagementEngine", "ObjectManager", "AccessControl", "PublicKeyManagement", "EngineEvents",
            "Simulation", "HTTPDigest", "WSMan", "XML", "Inventory", "NVRAM",
            "VirtualPC", http1, tls, .product(name: "NIOEmbedded", package: "swift-nio"),
        ] + nio
    ),
    program(
        "sekisho-chassis",
        in: "Engine",
        uses: ["VirtualPC", "NFTables", "Inventory", "PacketPolicy", arguments, log, lifecycle, signals]
    ),
    program(
        "sekisho-engine",
        in: "Engine",
        uses: [
            "EngineNetwork", "ManagementEngine", "ObjectManager", "Provisioning", "VirtualPC", "NVRAM", "NFTables",
            "Inventory", "PacketPolicy",
            arguments, log, lifecycle, signals,
        ]
    ),
]

let appliance: [Target] = [
    .systemLibrary(
        name: "CNFLog",
        path: "Sources/Appliance/CNFLog",
        providers: [.apt(["libnetfilter-log-dev"])]
    ),
    .systemLibrary(name: "COpenAt2", path: "Sources/Appliance/COpenAt2"),
    library(
        "Appliance",
        in: "Appliance",
        uses: [
            "ApplianceLink", "Inventory", "PacketPolicy", "NFTables", "Suricata", "Clamd", "JSONLines", "CNFLog",
            "COpenAt2", crypto, log, lifecycle,
        ] + nio
    ),
    program("sekisho-appliance", in: "Appliance", uses: ["Appliance", arguments, log, lifecycle]),
]

let console: [Target] = [
    library("Fleet", in: "Console", uses: ["Inventory", "PacketPolicy", log, lifecycle]),
    library(
        "FleetSQLite",
        in: "Console",
        uses: ["Fleet", "Inventory", "PacketPolicy", .product(name: "GRDB", package: "GRDB.swift")]
    ),
    library(
        "AMTClient",
        in: "Console",
        uses: ["CIMModel", "WSMan", "XML", "HTTPDigest", http1, tls, crypto] + nio
    ),
    tests("AMTClient", in: "Console", uses: ["CIMModel", "WSMan", "XML", "HTTPDigest"] + nio),
    library("ConsoleAPI", in: "Console", uses: ["Fleet", "Inventory", "PacketPolicy"]),
    library(
        "ConsoleServer",
        in: "Console",
        uses: [
            "ConsoleAPI", "Fleet", "AMTClient", "AMTSchema", "CIMModel", "Inventory", "PacketPolicy", hummingbird,
            .product(name: "HummingbirdCore", package: "hummingbird"),
            .product(name: "HummingbirdTLS", package: "hummingbird"),
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "Mustache", package: "swift-mustache"),
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
            .product(name: "X509", package: "swift-certificates"),
            .product(name: "SwiftASN1", package: "swift-asn1"),
            .product(name: "_CryptoExtras", package: "swift-crypto"),
            crypto, log, lifecycle,
        ] + nio,
        resources: [.copy("Templates"), .copy("Static"), .copy("Strings")]
    ),
    program(
        "sekisho-console",
        in: "Console",
        uses: [
            "ConsoleServer", "FleetSQLite", "Fleet", arguments, log, lifecycle, signals,
        ] + nio
    ),
    program(
        "sekisho",
        in: "Console",
        uses: [
            "ConsoleAPI", "Fleet", "Inventory", "PacketPolicy", arguments, http1, crypto,
            .product(name: "NIOSSL", package: "swift-nio-ssl"),
        ] + nio
    ),
    tests("ConsoleAPI", in: "Console"),
    tests(
        "ConsoleServer",
        in: "Console",
        uses: [
            "ConsoleAPI", "Fleet", "FleetSQLite", "Inventory", "PacketPolicy", hummingbird, log, lifecycle,
            .product(name: "HTTPTypes", package: "swift-http-types"),
            .product(name: "NIOEmbedded", package: "swift-nio"),
        ] + nio
    ),
]

let tools: [Target] = [
    program("sekisho-filter", in: "Tools", uses: ["NFTables", "PacketPolicy"]),
    library(
        "Simulation",
        in: "Tools",
        uses: [
            "EngineNetwork", "ManagementEngine", "ObjectManager", "PublicKeyManagement", "Provisioning", "VirtualPC",
            "NVRAM", "Inventory", "PacketPolicy", "ApplianceLink",
            lifecycle,
        ]
    ),
    .executableTarget(
        name: "sekisho-parity",
        dependencies: [
            "ManagementEngine", "ObjectManager", "Simulation", "Inventory", "NVRAM", "CIMModel", "WSMan", "XML",
        ],
        path: "Sources/Tools/sekisho-parity",
        exclude: ["classes.tsv"],
        swiftSettings: settings
    ),
    program(
        "sekisho-simulate",
        in: "Tools",
        uses: ["Simulation", arguments, log, lifecycle, signals]
    ),
]

let integration: [Target] = [
    .testTarget(
        name: "LeakTests",
        dependencies: ["PacketPolicy", "sekisho-filter"],
        path: "Tests/Integration/LeakTests",
        exclude: ["Support"],
        swiftSettings: settings
    ),
    .testTarget(
        name: "RealPCTests",
        dependencies: ["VirtualPC", "Inventory", "PacketPolicy", "NFTables", "QMP", log],
        path: "Tests/Integration/RealPCTests",
        exclude: ["Support"],
        swiftSettings: settings
    ),
    .testTarget(
        name: "GuardTests",
        dependencies: ["sekisho-appliance", "sekisho-filter"],
        path: "Tests/Integration/GuardTests",
        exclude: ["Support"],
        swiftSettings: settings
    ),
    .testTarget(
        name: "PrivilegeTests",
        dependencies: ["sekisho-chassis", "sekisho-engine"],
        path: "Tests/Integration/PrivilegeTests",
        exclude: ["Support"],
        swiftSettings: settings
    ),
    .testTarget(
        name: "EndpointControlTests",
        dependencies: [
            "ConsoleServer", "EngineNetwork", "Fleet", "FleetTestSupport", "Inventory", "PacketPolicy", "Simulation",
            "TestSupport", log,
        ],
        path: "Tests/Integration/EndpointControlTests",
        swiftSettings: settings
    ),
]

let transportSecurityTests: [Target] = [
    .testTarget(
        name: "TransportSecurityTests",
        dependencies: [
            "AMTClient", "AMTSchema", "CIMModel", "WSMan", "XML", "EngineNetwork", "ManagementEngine", "ObjectManager",
            "PublicKeyManagement", "NVRAM",
            "Inventory", "Simulation", "sekisho-simulate",
            "TestSupport", tls, x509, asn1, crypto, cryptoExtras,
        ] + nio,
        path: "Tests/Integration/TransportSecurityTests",
        swiftSettings: settings
    )
]

let support: [Target] = [
    .target(
        name: "FuzzTargets",
        dependencies: [
            "XML", "CIMModel", "WSMan", "HTTPDigest", "JSONLines", "QMP", "GuestAgent", "ApplianceLink", "Suricata",
            "APF", "PTHI", "EngineNetwork", "ManagementEngine", "ObjectManager", "PublicKeyManagement", "Auditing",
            "RemoteControl", "EngineEvents", "Provisioning", "VirtualPC", "NVRAM", "Inventory", "PacketPolicy",
            "Simulation",
        ] + nio,
        path: "Tests/Support/FuzzTargets",
        swiftSettings: settings
    ),
    .testTarget(
        name: "FuzzTests",
        dependencies: ["FuzzTargets"],
        path: "Tests/Wire/FuzzTests",
        swiftSettings: settings
    ),
    .target(name: "TestSupport", dependencies: [], path: "Tests/Support/TestSupport", swiftSettings: settings),
]

let applianceTests: [Target] = [
    tests("ApplianceLink", in: "Wire", uses: ["Inventory", "PacketPolicy"]),
    tests("Suricata", in: "Wire"),
    tests("Clamd", in: "Wire"),
    tests(
        "Appliance",
        in: "Appliance",
        uses: [
            "ApplianceLink", "Inventory", "PacketPolicy", "Suricata", crypto,
            .product(name: "NIOPosix", package: "swift-nio"),
        ]
    ),
]

let fleetTests: [Target] = [
    .target(
        name: "FleetTestSupport",
        dependencies: ["Fleet", "Inventory", "PacketPolicy"],
        path: "Tests/Support/FleetTestSupport",
        swiftSettings: settings
    ),
    tests("Fleet", in: "Console", uses: ["FleetTestSupport", "Inventory", "PacketPolicy", log]),
    tests("FleetSQLite", in: "Console", uses: ["FleetTestSupport", "Fleet"]),
]

let package = Package(
    name: "sekisho",
    products: [
        .executable(name: "sekisho-engine", targets: ["sekisho-engine"]),
        .executable(name: "sekisho-chassis", targets: ["sekisho-chassis"]),
        .executable(name: "sekisho-appliance", targets: ["sekisho-appliance"]),
        .executable(name: "sekisho-console", targets: ["sekisho-console"]),
        .executable(name: "sekisho", targets: ["sekisho"]),
        .executable(name: "sekisho-simulate", targets: ["sekisho-simulate"]),
        .library(name: "FuzzTargets", targets: ["FuzzTargets"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
    ],
    targets: wire + model + services + engine + appliance + console + tools + support + integration
        + transportSecurityTests
        + applianceTests + fleetTests,
    swiftLanguageModes: [.v6]
)
