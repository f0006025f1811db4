import FoundationEssentials
import Inventory
import Testing

@testable import VirtualPC

@Suite("QEMUCommandLine")
struct QEMUCommandLineTests {
    static let configuration = #"""
        {"name":"pc1","uuid":"6b1de4c4-6d11-4f0b-9f0e-0d6f5a5f0001","stateDirectory":"/s","runDirectory":"/r","port":16992,
        "chassis":{"userTap":"user0","inTap":"in0","outTap":"out0","uplink":"uplink0"},
        "userOS":{"disk":"/s/u.qcow2","cdrom":"/i.iso","memoryMiB":512,"cores":1,"mac":"52:54:00:77:00:01","uid":64001},
        "appliance":{"kernel":"/k","initrd":"/i","disk":"/a.img","data":"/s/d.qcow2","payload":"/s/p.img",
        "memoryMiB":768,"cores":1,"insideMAC":"52:54:00:77:00:02","outsideMAC":"52:54:00:77:00:03","uid":64002}}
        """#

    func configuration() throws -> PCConfiguration {
        try JSONDecoder().decode(PCConfiguration.self, from: Data(Self.configuration.utf8))
    }

    func hardware() throws -> HardwareInventory {
        .standard(
            name: "pc1",
            uuid: try configuration().uuid,
            cores: 1,
            memoryMiB: 512,
            diskBytes: 0,
            mac: "52:54:00:77:00:01"
        )
    }

    static let base = """
        -name pc1-user -nodefaults -no-user-config -machine q35 -accel tcg,thread=multi -cpu qemu64 -m 512 -smp 1 \
        -rtc base=utc -sandbox on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny \
        -chardev socket,id=monitor,fd=3,server=on,wait=off -mon chardev=monitor,mode=control \
        -device virtio-rng-pci -device virtio-serial-pci -display none \
        -chardev socket,id=agent-socket,fd=4,server=on,wait=off \
        -device virtserialport,id=agent,chardev=agent-socket,name=org.qemu.guest_agent.0 \
        -chardev socket,id=mei-socket,fd=5,server=on,wait=off \
        -device virtserialport,id=mei,chardev=mei-socket,name=org.sekisho.mei \
        -chardev socket,id=pthi-socket,fd=6,server=on,wait=off \
        -device virtserialport,id=pthi,chardev=pthi-socket,name=org.sekisho.pthi \
        -blockdev driver=file,node-name=disk-file,filename=/s/u.qcow2,read-only=off,locking=auto \
        -blockdev driver=qcow2,node-name=disk,file=disk-file,read-only=off \
        -device virtio-blk-pci,bootindex=1,id=disk-disk,drive=disk,serial=sekisho-user -device virtio-scsi-pci,id=scsi0 \
        -blockdev driver=file,node-name=cdrom-file,filename=/i.iso,read-only=on \
        -blockdev driver=raw,node-name=cdrom,file=cdrom-file,read-only=on \
        -device scsi-cd,bootindex=0,id=cdrom-drive,bus=scsi0.0,drive=cdrom \
        -netdev tap,id=nic0-tap,fd=7 \
        -device virtio-net-pci,id=nic0,netdev=nic0-tap,mac=52:54:00:77:00:01 \
        -device pcie-root-port,id=spare0,chassis=1,slot=1 -device pcie-root-port,id=spare1,chassis=2,slot=2 \
        -chardev socket,id=serial0,fd=8,server=on,wait=off,logfile=/r/serial.log \
        -serial chardev:serial0 -chardev file,id=bios,path=/r/bios.log -device isa-debugcon,iobase=0x402,chardev=bios \
        -device pvpanic-pci -action panic=none
        """

    @Test("starts the user OS with these arguments")
    func userOS() throws {
        let line = QEMUCommandLine.userOS(
            try configuration(),
            hardware: try hardware(),
            accelerator: .tcg,
            boot: BootOptions(source: .cd)
        )
        #expect(line.arguments.prefix(while: { $0 != "-smbios" }).joined(separator: " ") == Self.base)
        #expect(
            line.descriptors == [
                .listener("/r/user.qmp"), .listener("/r/user.qga"), .listener("/r/user.mei"),
                .listener("/r/user.pthi"), .tap("user0"), .listener("/r/serial.sock"),
            ]
        )
        #expect(line.arguments.suffix(2) == ["-boot", "strict=on"])
        #expect(line.arguments.filter { $0 == "-smbios" }.count == (try hardware()).smbiosOptions().count)
    }

    @Test("starts from the disk and nothing else when nothing else is asked")
    func bootOrder() throws {
        let line = QEMUCommandLine.userOS(
            try configuration(),
            hardware: try hardware(),
            accelerator: .kvm,
            boot: BootOptions()
        )
        #expect(line.arguments.filter { $0.contains("bootindex") }.count == 1)
        #expect(line.arguments.suffix(2) == ["-boot", "strict=on"])
        #expect(line.arguments.contains("kvm") && line.arguments.contains("host"))
    }

    @Test("gives UEFI its flash memory and whom it believes, and secure boot a board that guards it")
    func firmware() throws {
        var configuration = try configuration()
        configuration.userOS.firmware = .uefiSecure
        let line = QEMUCommandLine.userOS(
            configuration,
            hardware: try hardware(),
            accelerator: .tcg,
            boot: BootOptions()
        ).arguments.joined(separator: " ")
        #expect(line.contains("-machine q35,smm=on,pflash0=firmware,pflash1=variables "))
        #expect(
            line.contains(
                """
                -blockdev driver=file,node-name=firmware-file,filename=/usr/share/OVMF/OVMF_CODE_4M.secboot.fd,\
                read-only=on -blockdev driver=raw,node-name=firmware,file=firmware-file,read-only=on \
                -blockdev driver=file,node-name=variables-file,filename=/s/firmware-variables.fd \
                -blockdev driver=raw,node-name=variables,file=variables-file \
                -global driver=cfi.pflash01,property=secure,value=on \
                -fw_cfg name=etc/edk2/https/cacerts,file=/r/https-certificates
                """
            )
        )
    }

    @Test("waits a minute for a key when it is to pause")
    func pause() throws {
        var options = BootOptions()
        options.pauses = true
        let line = QEMUCommandLine.userOS(
            try configuration(),
            hardware: try hardware(),
            accelerator: .tcg,
            boot: options
        ).arguments
        #expect(line.suffix(2) == ["-boot", "strict=on,menu=on,splash-time=60000"])
    }

    @Test("reads which firmware starts the user OS, and takes SeaBIOS when nothing is said")
    func firmwareNames() throws {
        #expect(try configuration().userOS.firmware == .bios)
        let text = Self.configuration.replacing(#""uid":64001"#, with: #""uid":64001,"firmware":"uefi-secure""#)
        let read = try JSONDecoder().decode(PCConfiguration.self, from: Data(text.utf8))
        #expect(read.userOS.firmware == .uefiSecure)
    }

    @Test("gives the appliance a read-only root, a payload disk that others may read, and no console")
    func appliance() throws {
        let line = QEMUCommandLine.appliance(try configuration(), accelerator: .tcg).arguments
        #expect(line.contains("driver=raw,node-name=root,file=root-file,read-only=on"))
        #expect(
            line.contains("driver=file,node-name=payload-file,filename=/s/p.img,read-only=off,locking=off")
        )
        #expect(line.contains("virtserialport,id=link,chardev=link-socket,name=org.sekisho.link"))
        #expect(line.contains("tap,id=outside-tap,fd=6"))
        #expect(!line.contains { $0.contains("serial.sock") })
    }

    @Test("writes commas in file names twice")
    func commas() throws {
        var configuration = try configuration()
        configuration.appliance.data = "/s/a,locking=off"
        let line = QEMUCommandLine.appliance(configuration, accelerator: .tcg).arguments
        #expect(
            line.contains(
                "driver=file,node-name=data-file,filename=/s/a,,locking=off,read-only=off,locking=auto"
            )
        )
    }

    @Test("parts the processors when there are two or more")
    func cores() {
        #expect(Cores(processors: [0]) == nil)
        #expect(Cores(processors: [0, 1])?.appliance == [1])
        #expect(Cores(processors: Cores.list("0-2,7"))?.user == [0, 1, 2])
    }
}
