/// What qemu-ga for Windows and the repair's commands say to each other.
///
/// Written by hand in the form of QEMU's reference of the guest agent protocol and of `qga/commands-win32.c`, with the
/// texts that Windows' own tools print by their documentation; no capture of a running Windows.
enum WindowsDialogues {
    static let system = #"""
        {"execute":"guest-get-osinfo","return":{"kernel-version":"10.0","kernel-release":"22631","machine":"x86_64","id":"mswindows","name":"Microsoft Windows","pretty-name":"Windows 10 Pro","version":"Microsoft Windows 11","version-id":"11","variant":"client","variant-id":"client"}}

        """#

    static let facts =
        system + #"""
            {"execute":"guest-exec","script":"Get-HotFix","input":"{}","return":{"pid":4021}}
            {"execute":"guest-exec-status","return":{"exited":false}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0},"out":"﻿{\"system\":{\"name\":\"Microsoft Windows 11 Pro\",\"version\":\"10.0.22631.3007\"},\"updates\":[{\"at\":1704844800,\"id\":\"KB5034123\"},{\"at\":null,\"id\":\"KB5033920\"},{\"at\":1,\"id\":\"File 1\"}],\"programs\":[{\"name\":\"7-Zip 23.01 (x64)\",\"version\":\"23.01\"}]}\r\n"}

            """#

    static let missing = #"""
        {"execute":"guest-exec","script":"Microsoft.Update.Session","return":{"pid":4022}}
        {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0},"out":"[{\"title\":\"Update for Windows Defender\",\"kb\":[\"2267602\"],\"severity\":null,\"recommended\":true},{\"title\":\"2024-01 Cumulative Update\",\"kb\":[\"5034441\",\"x; rm\"],\"severity\":\"Critical\",\"recommended\":true},{\"title\":\"Optional driver\",\"kb\":[\"5000001\"],\"severity\":\"\",\"recommended\":false}]\r\n"}

        """#

    /// One update that wants a restart, one that was there.
    static let install =
        system + #"""
            {"execute":"guest-exec","script":"wusa.exe","input":"{\"names\":[\"kb5034441\",\"kb5034123\"]}","return":{"pid":4023}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0},"out":"[{\"name\":\"kb5034441\",\"file\":\"windows11.0-kb5034441-x64.msu\",\"status\":3010},{\"name\":\"kb5034123\",\"file\":\"windows11.0-kb5034123-x64.cab\",\"status\":2359302}]\r\n"}

            """# + facts

    static func failedInstall(status: Int64) -> String {
        system + """
            {"execute":"guest-exec","script":"dism.exe","return":{"pid":4024}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0},"out":"[{\\"name\\":\\"kb5034441\\",\\"file\\":\\"a.msu\\",\\"status\\":\(status)}]"}

            """
    }

    static let installThroughCache =
        system + #"""
            {"execute":"guest-exec","script":"Microsoft.Update.WebProxy","input":"{\"address\":\"169.254.77.2\",\"names\":[\"kb5034441\"],\"proxy\":\"http://169.254.77.1:3142\"}","return":{"pid":4025}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0},"out":"[{\"name\":\"kb5034441\",\"file\":\"2024-01 Cumulative Update\",\"status\":0}]"}

            """# + facts

    static func restart(isNeeded: Bool) -> String {
        system + """
            {"execute":"guest-exec","script":"RebootRequired","return":{"pid":4026}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":\(isNeeded ? 0 : 3)}}

            """
    }

    /// A file that is looked for, read, removed, and looked for again.
    static func removal(of input: String, digest: String) -> String {
        system + #"""
            {"execute":"guest-exec","script":"Test-Path","input":"\#(input)","return":{"pid":1}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0}}
            {"execute":"guest-exec","script":"Get-FileHash","input":"\#(input)","return":{"pid":2}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0},"out":"\#(digest)\r\n"}
            {"execute":"guest-exec","script":"Remove-Item","input":"\#(input)","return":{"pid":3}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0}}
            {"execute":"guest-exec","script":"Test-Path","input":"\#(input)","return":{"pid":4}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":3}}

            """#
    }

    static let network =
        system + #"""
            {"execute":"guest-exec","script":"Test-NetConnection","input":"{\"host\":\"repo.lan\",\"port\":80}","return":{"pid":5}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0}}

            """#

    static let restore =
        system + #"""
            {"execute":"guest-exec","script":"there is a file in its place","input":"{\"modified\":1000000,\"path\":\"Users\\\\k\\u00e4te\\\\it's $(one).exe\",\"sha256\":\"SHA\"}","return":{"pid":6}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":0}}

            """#

    /// A program that PowerShell could not run, as it says so with `-OutputFormat Text`.
    static let broken =
        system + #"""
            {"execute":"guest-exec","script":"Get-HotFix","return":{"pid":7}}
            {"execute":"guest-exec-status","return":{"exited":true,"exitcode":1},"err":"Access is denied.\r\n"}

            """#
}
