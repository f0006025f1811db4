import Clamd
import Glibc
import Inventory

/// The walk over the mounted view of the user disk, each regular file shown to clamd; blocking.
struct ViewScan: Sendable {
    let root: String
    let socketPath: String
    let abandonment: Abandonment
    let progress: @Sendable (_ percent: Int, _ text: String) -> Void
    private static let mostFiles = 2_000_000
    private static let mostListed = 1000

    /// Scans everything and reports; the paths in the report are those that the user OS knows.
    func report() throws(ApplianceError) -> ScanReport {
        let started = ContinuousClock.now
        var report = Self.emptyReport
        let files = list(into: &report)
        let clamd = try connect()
        var lastPercent = -1
        for (index, file) in files.enumerated() {
            guard !abandonment.isRequested else { throw .cancelled }
            try scan(file, with: clamd, into: &report)
            let percent = (index + 1) * 100 / files.count
            if percent > lastPercent { progress(percent, "\(index + 1) of \(files.count) files") }
            lastPercent = percent
        }
        report.seconds = (ContinuousClock.now - started) / .seconds(1)
        return report
    }

    private static var emptyReport: ScanReport {
        ScanReport(
            filesScanned: 0,
            bytesScanned: 0,
            infections: [],
            unreadable: [],
            definitionsVersion: "",
            seconds: 0
        )
    }

    /// Connects once clamd has loaded its databases.
    private func connect() throws(ApplianceError) -> ClamdConnection {
        for _ in 0..<600 where !abandonment.isRequested {
            do throws(ClamdError) {
                let connection = try ClamdConnection(socketPath: socketPath)
                if try connection.ping() { return connection }
            } catch {
                usleep(500_000)
            }
        }
        throw abandonment.isRequested ? .cancelled : .failed("clamd does not answer")
    }

    private func scan(
        _ file: File,
        with clamd: borrowing ClamdConnection,
        into report: inout ScanReport
    ) throws(ApplianceError) {
        let verdict: ClamdVerdict
        do throws(ClamdError) {
            verdict = try clamd.scan(root + file.path)
        } catch {
            throw .failed("clamd: \(error)")
        }
        switch verdict {
        case .clean: count(file, in: &report)
        case .failed: note(unreadable: file.path, in: &report)
        case .infected(let name):
            count(file, in: &report)
            guard report.infections.count < Self.mostListed else { return }
            let digest = FileDigest.sha256(of: root + file.path) ?? ""
            report.infections.append(Infection(path: file.path, name: name, sha256: digest))
        }
    }

    private func count(_ file: File, in report: inout ScanReport) {
        report.filesScanned += 1
        report.bytesScanned += file.size
    }

    private func note(unreadable path: String, in report: inout ScanReport) {
        if report.unreadable.count < Self.mostListed { report.unreadable.append(path) }
    }
}

extension ViewScan {
    private struct File {
        let path: String
        let size: UInt64
    }

    /// The regular files under the root; symbolic links and other file systems are not followed.
    private func list(into report: inout ScanReport) -> [File] {
        var files: [File] = []
        var folders = [""]
        while let folder = folders.popLast(), files.count < Self.mostFiles, !abandonment.isRequested {
            for name in Files.names(in: root + folder + "/") {
                let path = "\(folder)/\(name)"
                var status = stat()
                if lstat(root + path, &status) != 0 {
                    note(unreadable: path, in: &report)
                } else if status.st_mode & S_IFMT == S_IFDIR {
                    folders.append(path)
                } else if status.st_mode & S_IFMT == S_IFREG {
                    files.append(File(path: path, size: UInt64(max(status.st_size, 0))))
                }
            }
        }
        return files
    }
}
