// swift-tools-version: 6.2
import PackageDescription

// Built by `make fuzz` with libFuzzer; the parsers and the corpus are those of the tests.
let package = Package(
    name: "sekisho-fuzz",
    dependencies: [.package(name: "sekisho", path: "..")],
    targets: [
        .executableTarget(
            name: "sekisho-fuzz",
            dependencies: [.product(name: "FuzzTargets", package: "sekisho")],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])]
        )
    ],
    swiftLanguageModes: [.v6]
)
