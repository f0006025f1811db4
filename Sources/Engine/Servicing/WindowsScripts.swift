/// The texts of ``WindowsCommands``, for Windows PowerShell 5.1 and later.
enum WindowsScripts {
    static let readFacts = """
        $system = Get-CimInstance Win32_OperatingSystem
        $key = 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'
        $revision = (Get-ItemProperty $key -ErrorAction SilentlyContinue).UBR
        $updates = @(Get-HotFix | ForEach-Object {
            $at = $null
            if ($_.InstalledOn) { $at = [int64](New-TimeSpan -Start '1970-01-01' -End $_.InstalledOn).TotalSeconds }
            @{ id = $_.HotFixID; at = $at }
        })
        $places = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*',
            'HKLM:\\SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\*'
        $programs = @(Get-ItemProperty $places -ErrorAction SilentlyContinue |
            Where-Object { $_.DisplayName -and $_.DisplayVersion } |
            ForEach-Object { @{ name = "$($_.DisplayName)"; version = "$($_.DisplayVersion)" } })
        ConvertTo-Json -Depth 4 -Compress -InputObject @{
            system = @{ name = $system.Caption; version = "$($system.Version).$revision" }
            updates = $updates
            programs = $programs
        }
        """

    /// Without a way to Microsoft or to a server of updates, what Windows learnt before is better than nothing.
    static let listMissing = """
        $searcher = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher()
        $wanted = 'IsInstalled=0 and IsHidden=0'
        try { $found = $searcher.Search($wanted) } catch { $searcher.Online = $false; $found = $searcher.Search($wanted) }
        ConvertTo-Json -Depth 4 -Compress -InputObject @($found.Updates | ForEach-Object {
            @{
                title = $_.Title; kb = @($_.KBArticleIDs); severity = $_.MsrcSeverity
                recommended = [bool]$_.AutoSelectOnWebSites
            }
        })
        """

    private static let place = "$path = Join-Path \"$env:SystemDrive\\\" $order.path\n"

    static let digest = place + "(Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash.ToLowerInvariant()"

    static let remove = place + "Remove-Item -LiteralPath $path -Force"

    static let exists = place + "if (Test-Path -LiteralPath $path) { exit 0 } else { exit 3 }"

    static let needsRestart = """
        $keys = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
            'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired'
        foreach ($key in $keys) { if (Test-Path -LiteralPath $key) { exit 0 } }
        exit 3
        """

    static let connect = """
        $open = Test-NetConnection -ComputerName $order.host -Port $order.port -InformationLevel Quiet `
            -WarningAction SilentlyContinue
        if ($open) { exit 0 } else { exit 3 }
        """

    /// Unpacks the payload disk, a tar from its first byte, into the folder `$place`.
    static let takePayload = """
        $disk = $null
        for ($try = 0; $try -lt 60 -and -not $disk; $try++) {
            $disk = Get-Disk | Where-Object { "$($_.SerialNumber)".Trim() -eq 'sekisho-payload' } | Select-Object -First 1
            if (-not $disk) { Start-Sleep -Seconds 1 }
        }
        if (-not $disk) { throw 'the payload disk did not appear' }
        Add-Type -Namespace Sekisho -Name Disk -MemberDefinition '[DllImport("kernel32.dll", SetLastError = true,
            CharSet = CharSet.Unicode)] public static extern Microsoft.Win32.SafeHandles.SafeFileHandle CreateFile(
            string name, uint access, uint share, IntPtr security, uint creation, uint flags, IntPtr template);'
        $place = Join-Path $env:SystemRoot "Temp\\sekisho-$([Guid]::NewGuid())"
        [void](New-Item -ItemType Directory -Path $place)
        $handle = [Sekisho.Disk]::CreateFile("\\\\.\\PhysicalDrive$($disk.Number)", 2147483648, 3, [IntPtr]::Zero, 3, 0,
            [IntPtr]::Zero)
        if ($handle.IsInvalid) { throw 'the payload disk cannot be read' }
        $source = New-Object IO.FileStream $handle, ([IO.FileAccess]::Read), 1048576
        $copy = [IO.File]::Create("$place\\payload.tar")
        $buffer = New-Object byte[] 1048576
        $left = [int64]$disk.Size
        while ($left -gt 0) {
            $count = $source.Read($buffer, 0, [int][Math]::Min($left, 1048576))
            if ($count -le 0) { break }
            $copy.Write($buffer, 0, $count)
            $left -= $count
        }
        $copy.Close()
        $source.Close()
        tar.exe -xf "$place\\payload.tar" -C $place
        if ($LASTEXITCODE -ne 0) { throw 'the payload disk cannot be unpacked' }
        Remove-Item -LiteralPath "$place\\payload.tar"

        """

    static let restore =
        place + """
            $kept = "$place\\kept"
            try {
                if ((Get-FileHash -LiteralPath $kept -Algorithm SHA256).Hash -ne $order.sha256) {
                    throw 'the copy is damaged'
                }
                if (Test-Path -LiteralPath $path) { throw 'there is a file in its place' }
                [void](New-Item -ItemType Directory -Force -Path (Split-Path -Parent $path))
                (Get-Item -LiteralPath $kept).LastWriteTimeUtc = ([DateTime]'1970-01-01').AddSeconds($order.modified)
                Move-Item -LiteralPath $kept -Destination $path
            } finally {
                Remove-Item -LiteralPath $place -Recurse -Force
            }
            """

    /// wusa takes updates as Microsoft offers them, dism the packages inside; both say how they ended by their status.
    static let install = """
        try {
            $ends = @(foreach ($name in $order.names) {
                $files = @(Get-ChildItem -LiteralPath $place -File | Where-Object {
                    $_.Name -match "(?<![0-9a-z])$([Regex]::Escape($name))(?![0-9])" -and $_.Extension -in '.msu', '.cab'
                })
                if (-not $files) { throw "$name is not on the payload disk" }
                foreach ($file in $files) {
                    $quoted = '"{0}"' -f $file.FullName
                    $run = if ($file.Extension -eq '.msu') {
                        Start-Process wusa.exe -ArgumentList $quoted, '/quiet', '/norestart' -Wait -PassThru
                    } else {
                        Start-Process dism.exe -Wait -PassThru -WindowStyle Hidden -ArgumentList '/Online', `
                            '/Add-Package', "/PackagePath:$quoted", '/Quiet', '/NoRestart'
                    }
                    @{ name = $name; file = $file.Name; status = [int64]$run.ExitCode }
                }
            })
            ConvertTo-Json -Compress -InputObject $ends
        } finally {
            Remove-Item -LiteralPath $place -Recurse -Force
        }
        """

    /// Windows' own updater, through the appliance's cache, the one thing that is reachable while patching.
    static let installThroughProxy = """
        $adapter = Get-NetAdapter -Physical | Where-Object Status -eq 'Up' | Select-Object -First 1
        if (-not $adapter) { throw 'there is no adapter that is up' }
        $index = $adapter.ifIndex
        [void](netsh.exe interface ipv4 set interface $index dhcpstaticipcoexistence=enabled)
        [void](New-NetIPAddress -InterfaceIndex $index -IPAddress $order.address -PrefixLength 30 -PolicyStore ActiveStore)
        try {
            $session = New-Object -ComObject Microsoft.Update.Session
            $session.WebProxy = New-Object -ComObject Microsoft.Update.WebProxy
            $session.WebProxy.Address = $order.proxy
            $found = $session.CreateUpdateSearcher().Search('IsInstalled=0')
            $ends = @(foreach ($name in $order.names) {
                $number = $name -replace '^kb', ''
                $updates = @($found.Updates | Where-Object { @($_.KBArticleIDs) -contains $number })
                if (-not $updates) { @{ name = $name; file = ''; status = 2149842967 }; continue }
                foreach ($update in $updates) {
                    $one = New-Object -ComObject Microsoft.Update.UpdateColl
                    if (-not $update.EulaAccepted) { $update.AcceptEula() }
                    [void]$one.Add($update)
                    $downloader = $session.CreateUpdateDownloader()
                    $downloader.Updates = $one
                    [void]$downloader.Download()
                    $installer = $session.CreateUpdateInstaller()
                    $installer.Updates = $one
                    $result = $installer.Install()
                    $status = if ($result.ResultCode -ne 2) { [int64]$result.HResult }
                        elseif ($result.RebootRequired) { 3010 } else { 0 }
                    @{ name = $name; file = $update.Title; status = $status }
                }
            })
            ConvertTo-Json -Compress -InputObject $ends
        } finally {
            Remove-NetIPAddress -InterfaceIndex $index -IPAddress $order.address -Confirm:$false
        }
        """
}
