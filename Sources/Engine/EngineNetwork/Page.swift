import ObjectManager
import FoundationEssentials
import Inventory
import ManagementEngine

/// The pages that browsers and scanners see.
enum Page {
    /// The title by which scanners know the log-on page.
    private static let product = "Intel&reg; Active Management Technology"

    private static func page(_ title: String, _ content: String) -> String {
        "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>\(title)</title></head><body>\(content)</body></html>\r\n"
    }

    /// Where a browser begins.
    static let logon = page(
        product,
        "<h1>\(product)</h1><h2>Log On</h2><p>Log on to this computer to manage it.</p>"
            + "<form method=\"get\" action=\"index.htm\"><input type=\"submit\" value=\"Log On...\"></form>"
    )

    /// What comes with a challenge; some clients wait for its closing tag.
    static let notAuthorized = page(
        product,
        "<h1>\(product)</h1><h2>Log On</h2><p>Log on failed. Incorrect user name or password, or user account "
            + "temporarily locked.</p><form method=\"get\" action=\"index.htm\">"
            + "<input type=\"submit\" value=\"Try again\"></form>"
    )

    static func refusal(_ status: String) -> String { page(status, "<h1>\(status)</h1>") }

    /// What an administrator sees first.
    static func status(_ status: SystemStatus) -> String {
        let rows = [
            ("Power", status.isOn ? "On" : "Off"), ("Host name", status.hostName), ("IP address", status.address),
            ("System ID", status.uuid), ("Version", Identity.amtVersion), ("Date", HTTPDate.text(Date())),
        ]
        return page(product, "<h1>\(product)</h1><h2>System Status</h2>" + table(rows))
    }

    /// What the PC is, as its board reports it.
    static func system(_ status: SystemStatus, _ hardware: HardwareInventory) -> String {
        let (system, board, bios) = (hardware.system, hardware.board, hardware.bios)
        let platform = [
            ("Power", status.isOn ? "On" : "Off"), ("Computer model", system.product),
            ("Manufacturer", system.manufacturer), ("Version", system.version), ("Serial number", system.serial),
            ("System ID", status.uuid),
        ]
        let baseboard = [
            ("Manufacturer", board.manufacturer), ("Product name", board.product), ("Version", board.version),
            ("Serial number", board.serial),
        ]
        let firmware = [("Vendor", bios.vendor), ("Version", bios.version), ("Release date", bios.releaseDate)]
        let parts = [("Platform", platform), ("Baseboard", baseboard), ("BIOS", firmware)]
        let content = parts.map { "<h3>\($0)</h3>" + table($1) }.joined()
        return page(product, "<h1>\(product)</h1><h2>System Information</h2>" + content)
    }

    private static func table(_ rows: [(name: String, value: String)]) -> String {
        "<table>" + rows.map { "<tr><th>\($0)</th><td>\(escaped($1))</td></tr>" }.joined() + "</table>"
    }

    /// Text that a page may carry.
    private static func escaped(_ text: String) -> String {
        text.reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
    }
}
