import ArgumentParser
import FoundationEssentials
import Glibc
import VirtualPC

/// The configuration as root reads it: what it says is done as root, so only root may have written it.
enum ChassisConfiguration {
    static func read(_ path: String) throws -> PCConfiguration {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw ValidationError("\(path) cannot be read: \(String(cString: strerror(errno)))") }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_uid == 0, status.st_mode & (S_IWGRP | S_IWOTH) == 0 else {
            throw ValidationError("\(path) must belong to root, and nobody else may write it.")
        }
        let configuration = try decode(file, path)
        if let problem = configuration.problem { throw ValidationError("\(path): \(problem)") }
        return configuration
    }

    private static func decode(_ file: CInt, _ path: String) throws -> PCConfiguration {
        do {
            let text = try Data(contentsOf: URL(filePath: "/proc/self/fd/\(file)"))
            return try JSONDecoder().decode(PCConfiguration.self, from: text)
        } catch {
            throw ValidationError("\(path) cannot be understood: \(error)")
        }
    }
}
