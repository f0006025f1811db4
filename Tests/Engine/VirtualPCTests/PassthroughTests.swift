import FoundationEssentials
import Inventory
import Testing

@testable import VirtualPC

@Suite("What the PC is given of the host")
struct PassthroughTests {
    private func configuration(user: String = "", appliance: String = "") throws -> PCConfiguration {
        let text = QEMUCommandLineTests.configuration
            .replacing(#""uid":64001"#, with: #""uid":64001"# + user)
            .replacing(#""uid":64002"#, with: #""uid":64002"# + appliance)
        return try JSONDecoder().decode(PCConfiguration.self, from: Data(text.utf8))
    }

    private func userOS(_ extra: String) throws -> QEMUCommandLine {
        let configuration = try configuration(user: extra)
        let hardware = HardwareInventory.standard(for: configuration, diskBytes: 0)
        return .userOS(configuration, hardware: hardware, accelerator: .tcg, boot: BootOptions())
    }

    private static let desk = """
        -device virtio-vga,id=screen -device qemu-xhci,id=desk -device usb-kbd,bus=desk.0 -device usb-tablet,bus=desk.0
        """

    @Test(
        "a display is drawn by whom the configuration names, on a socket of its own",
        arguments: [
            (#"{"kind":"vnc"}"#, "-display vnc=unix:/r/display/display.sock " + desk),
            (
                #"{"kind":"spice"}"#,
                "-display none -spice unix=on,disable-ticketing=on,addr=/r/display/display.sock " + desk
            ),
            (
                #"{"kind":"spice","acceleration":true}"#,
                "-display egl-headless -spice unix=on,disable-ticketing=on,addr=/r/display/display.sock "
                    + desk.replacing("virtio-vga,", with: "virtio-vga-gl,")
            ),
        ]
    )
    func display(text: String, expected: String) throws {
        let line = try userOS(#","display":"# + text).arguments.joined(separator: " ")
        #expect(line.contains(" " + expected + " "))
    }

    @Test("without a word about a display there is none, and no screen")
    func noDisplay() throws {
        let line = try userOS("").arguments
        #expect(line.contains("none"))
        #expect(
            !line.contains { $0.contains("vga") || $0.contains("usb") || $0.contains("vfio") || $0.contains("tpm") }
        )
    }

    @Test("USB devices sit on a controller of their own, PCI devices behind ports of their own")
    func devices() throws {
        let line = try userOS(#","usb":["046d:C52B"],"pci":["0000:01:00.0","0000:01:00.1"]"#)
        let text = line.arguments.joined(separator: " ")
        #expect(
            text.contains(
                """
                 -device qemu-xhci,id=passed-usb \
                -device usb-host,id=usb0,bus=passed-usb.0,vendorid=0x046d,productid=0xc52b \
                -device pcie-root-port,id=pci0-port,chassis=16,slot=16 -device vfio-pci,id=pci0,host=0000:01:00.0,bus=pci0-port \
                -device pcie-root-port,id=pci1-port,chassis=17,slot=17 -device vfio-pci,id=pci1,host=0000:01:00.1,bus=pci1-port 
                """
            )
        )
    }

    @Test("the TPM is another process, at the other end of an open socket")
    func tpm() throws {
        let line = try userOS(#","firmware":"uefi-secure","tpm":true"#)
        #expect(
            line.arguments.joined(separator: " ").contains(
                " -chardev socket,id=tpm-socket,fd=4 -tpmdev emulator,id=tpm0,chardev=tpm-socket -device tpm-crb,tpmdev=tpm0 "
            )
        )
        #expect(line.descriptors[1] == .tpm)
        let tpm = VirtualTPM(
            directory: "/s/tpm",
            factory: TPMFactory(directory: "/s/factory"),
            log: "/r/tpm.log",
            pidFile: "/r/tpm.pid"
        )
        #expect(
            tpm.arguments.joined(separator: " ") == """
                socket --tpm2 --tpmstate dir=/s/tpm,mode=0600 --ctrl type=unixio,clientfd=3 --seccomp action=kill --terminate
                """
        )
    }

    @Test("an adapter of the host that is the appliance's takes the place of the tap that faces the LAN")
    func uplink() throws {
        let configuration = try configuration(appliance: #","uplink":"0000:02:00.0""#)
        let line = QEMUCommandLine.appliance(configuration, accelerator: .kvm)
        #expect(line.arguments.contains("vfio-pci,id=outside,host=0000:02:00.0,bus=outside-port"))
        #expect(line.descriptors.contains(.tap("in0")) && !line.descriptors.contains(.tap("out0")))
    }

    @Test(
        "what cannot work is refused with the reason before anything is started",
        arguments: [
            (#","display":{"kind":"vnc","acceleration":true}"#, "", "acceleration needs a display"),
            (#","pci":["0000:01:00.0","0000:01:00.0"]"#, "", "named twice"),
            (#","usb":["046d:c52b","046D:C52B"]"#, "", "named twice"),
            (#","pci":["0000:02:00.0"]"#, #","uplink":"0000:02:00.0""#, "go around the guard"),
        ]
    )
    func problems(user: String, appliance: String, words: String) throws {
        let problem = try configuration(user: user, appliance: appliance).problem
        #expect(problem?.contains(words) == true)
    }

    @Test("the demo's kind of configuration has no problem")
    func noProblem() throws { #expect(try configuration().problem == nil) }

    @Test(
        "a device's name of another form is refused",
        arguments: [
            #","pci":["01:00.0"]"#, #","pci":["0000:01:00.8"]"#, #","pci":["0000:01:20.0"]"#,
            #","pci":["0000:01:00.0,x"]"#,
            #","usb":["46d:c52b"]"#, #","usb":["046d:c52b:1"]"#, #","usb":["046d"]"#, #","display":{"kind":"x11"}"#,
        ]
    )
    func names(extra: String) {
        #expect(throws: DecodingError.self) { try configuration(user: extra) }
    }

    @Test("a process is its user alone, without a network and without a way back, before its first instruction")
    func confinement() {
        let plain = Confinement(user: 64_001).command("/q", ["-m", "1"]).joined(separator: " ")
        #expect(
            plain == """
                /usr/bin/unshare --net -- /usr/bin/setpriv --reuid 64001 --regid 64001 --clear-groups --inh-caps=-all \
                --ambient-caps=-all --bounding-set=-all --no-new-privs -- /q -m 1
                """
        )
        let full = Confinement(user: 64_001, groups: [44, 108], processors: [0, 2], lockedMiB: 1)
        #expect(
            full.command("/q", []).joined(separator: " ") == """
                /usr/bin/unshare --net -- /usr/bin/taskset -c 0,2 /usr/bin/prlimit --memlock=1048576 -- \
                /usr/bin/setpriv --reuid 64001 --regid 64001 --groups 44,108 --inh-caps=-all --ambient-caps=-all \
                --bounding-set=-all --no-new-privs -- /q
                """
        )
    }
}
