import ArgumentParser
import Fleet

/// What the stories work with.
struct StoryOptions: ParsableArguments {
    @Option(help: "The package that the stories keep current.")
    var package = "branch-app"
    @Option(help: "The repository where appliances get packages.")
    var repository = "[trusted=yes] http://repo.lan/"
    @Option(help: "A further repository that PCs reach while they are patched; may be given several times.")
    var patchRepository: [String] = []
    @Option(help: "What a released PC must reach.")
    var checkHost = "10.10.0.1"
    @Option(help: "The port of it.")
    var checkPort = 80
    @Option(help: "Whom the person at a PC that is cut off is to call; without it, what the PC's configuration says.")
    var contact = ""

    /// As the fleet takes it.
    var settings: FleetSettings {
        FleetSettings(
            package: package,
            repository: repository,
            otherRepositories: patchRepository,
            checkHost: checkHost,
            checkPort: checkPort,
            contact: contact
        )
    }
}
