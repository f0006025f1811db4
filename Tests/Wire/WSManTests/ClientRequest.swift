import Testing
import WSMan

/// A request in the form in which a client writes it, and what it says.
struct ClientRequest: Sendable, CustomTestStringConvertible {
    var client: String
    var text: String
    var operation: WSManOperation
    var resourceURI: String
    var messageID: String
    var selectors: [String: String] = [:]
    var body: String?

    var testDescription: String { client }

    static let power = "http://schemas.dmtf.org/wbem/wscim/1/cim-schema/2/CIM_PowerManagementService"
    static let general = "http://intel.com/wbem/wscim/1/amt-schema/1/AMT_GeneralSettings"

    static let all = [
        consoleGet, consolePut, browserPull, pythonInvoke, bareInvoke, strictGet, commandLinePull, identify,
    ]

    /// Default namespace SOAP, a number as identifier.
    static let consoleGet = ClientRequest(
        client: "Go library",
        text: """
            <?xml version="1.0" encoding="utf-8"?><Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:a="\(WSManURI.addressing)" xmlns:w="\(WSManURI.management)" \
            xmlns="\(WSManURI.soap)"><Header><a:Action>\(WSManURI.transfer)/Get</a:Action><a:To>/wsman</a:To>\
            <w:ResourceURI>\(general)</w:ResourceURI><a:MessageID>0</a:MessageID><a:ReplyTo>\
            <a:Address>\(WSManURI.anonymous)</a:Address></a:ReplyTo><w:OperationTimeout>PT60S</w:OperationTimeout>\
            <w:SelectorSet><w:Selector Name="InstanceID">Intel(r) AMT: General Settings</w:Selector></w:SelectorSet>\
            </Header><Body></Body></Envelope>
            """,
        operation: .get,
        resourceURI: general,
        messageID: "0",
        selectors: ["InstanceID": "Intel(r) AMT: General Settings"]
    )

    static let consolePut = ClientRequest(
        client: "Go library, Put",
        text: """
            <?xml version="1.0" encoding="utf-8"?><Envelope xmlns:a="\(WSManURI.addressing)" \
            xmlns:w="\(WSManURI.management)" xmlns="\(WSManURI.soap)"><Header><a:Action>\(WSManURI.transfer)/Put</a:Action>\
            <a:To>/wsman</a:To><w:ResourceURI>\(general)</w:ResourceURI><a:MessageID>1</a:MessageID>\
            <w:OperationTimeout>PT60.000S</w:OperationTimeout></Header><Body>\
            <h:AMT_GeneralSettings xmlns:h="\(general)"><h:HostName>pc1</h:HostName></h:AMT_GeneralSettings></Body></Envelope>
            """,
        operation: .put,
        resourceURI: general,
        messageID: "1",
        body: "AMT_GeneralSettings"
    )

    static let browserPull = ClientRequest(
        client: "browser console, Pull",
        text: """
            <?xml version="1.0" encoding="utf-8"?><Envelope xmlns:a="\(WSManURI.addressing)" \
            xmlns:w="\(WSManURI.management)" xmlns="\(WSManURI.soap)"><Header><a:Action>\(WSManURI.enumeration)/Pull</a:Action>\
            <a:To>/wsman</a:To><w:ResourceURI>\(general)</w:ResourceURI><a:MessageID>17</a:MessageID></Header><Body>\
            <Pull xmlns="\(WSManURI.enumeration)"><EnumerationContext>14000000-0000-0000-0000-000000000000\
            </EnumerationContext><MaxElements>999</MaxElements><MaxCharacters>99999</MaxCharacters></Pull></Body></Envelope>
            """,
        operation: .pull,
        resourceURI: general,
        messageID: "17",
        body: "Pull"
    )

    /// Everything marked mustUnderstand, the selector's name in a namespace, white space inside references.
    static let pythonInvoke = ClientRequest(
        client: "Python library",
        text: """
            <s:Envelope xmlns:s="\(WSManURI.soap)" xmlns:wsa="\(WSManURI.addressing)" xmlns:wsman="\(WSManURI.management)">
            <s:Header><wsa:Action s:mustUnderstand="true">\(power)/RequestPowerStateChange</wsa:Action>
            <wsa:To s:mustUnderstand="true">http://127.0.0.1:16992/wsman</wsa:To>
            <wsman:ResourceURI s:mustUnderstand="true">\(power)</wsman:ResourceURI>
            <wsa:MessageID s:mustUnderstand="true">uuid:5ba9f2ea-0a09-4e3a-8d8b-5b1c6a9e1d11</wsa:MessageID>
            <wsa:ReplyTo><wsa:Address>\(WSManURI.anonymous)</wsa:Address></wsa:ReplyTo>
            <wsman:SelectorSet><wsman:Selector wsman:Name="Name">Intel(r) AMT Power Management Service</wsman:Selector>
            </wsman:SelectorSet></s:Header><s:Body><p:RequestPowerStateChange_INPUT xmlns:p="\(power)">
            <p:PowerState>8</p:PowerState></p:RequestPowerStateChange_INPUT></s:Body></s:Envelope>
            """,
        operation: .invoke("RequestPowerStateChange"),
        resourceURI: power,
        messageID: "uuid:5ba9f2ea-0a09-4e3a-8d8b-5b1c6a9e1d11",
        selectors: ["Name": "Intel(r) AMT Power Management Service"],
        body: "RequestPowerStateChange_INPUT"
    )

    /// No prefix at all and no selectors.
    static let bareInvoke = ClientRequest(
        client: "network automation driver",
        text: """
            <Envelope xmlns="\(WSManURI.soap)"><Header><Action xmlns="\(WSManURI.addressing)">\(power)/RequestPowerStateChange\
            </Action><To xmlns="\(WSManURI.addressing)">/wsman</To><ResourceURI xmlns="\(WSManURI.management)">\(power)\
            </ResourceURI><MessageID xmlns="\(WSManURI.addressing)">3</MessageID></Header><Body>\
            <RequestPowerStateChange_INPUT xmlns="\(power)"><PowerState>2</PowerState><ManagedElement>\
            <Address xmlns="\(WSManURI.addressing)"></Address></ManagedElement></RequestPowerStateChange_INPUT></Body></Envelope>
            """,
        operation: .invoke("RequestPowerStateChange"),
        resourceURI: power,
        messageID: "3",
        body: "RequestPowerStateChange_INPUT"
    )

    static let strictGet = ClientRequest(
        client: "remote keyboard tool",
        text: """
            <s:Envelope xmlns:s="\(WSManURI.soap)" xmlns:a="\(WSManURI.addressing)" xmlns:w="\(WSManURI.management)"><s:Header>\
            <a:Action>\(WSManURI.transfer)/Get</a:Action><a:To>\(WSManURI.anonymous)</a:To>\
            <w:ResourceURI>\(power)</w:ResourceURI><a:MessageID>uuid:1</a:MessageID>\
            <w:MaxEnvelopeSize s:mustUnderstand="true">153600</w:MaxEnvelopeSize></s:Header><s:Body/></s:Envelope>
            """,
        operation: .get,
        resourceURI: power,
        messageID: "uuid:1"
    )

    static let commandLinePull = ClientRequest(
        client: "command line, Enumerate of references",
        text: """
            <?xml version="1.0" encoding="UTF-8"?>
            <s:Envelope xmlns:s="\(WSManURI.soap)" xmlns:wsa="\(WSManURI.addressing)" xmlns:wsman="\(WSManURI.management)"
                xmlns:wsen="\(WSManURI.enumeration)">
              <s:Header>
                <wsa:Action>
                  \(WSManURI.enumeration)/Enumerate
                </wsa:Action>
                <wsa:To>http://127.0.0.1:16992/wsman</wsa:To>
                <wsman:ResourceURI>
                  \(general)
                </wsman:ResourceURI>
                <wsa:MessageID>uuid:2</wsa:MessageID>
              </s:Header>
              <s:Body><wsen:Enumerate><wsman:EnumerationMode>EnumerateEPR</wsman:EnumerationMode></wsen:Enumerate></s:Body>
            </s:Envelope>
            """,
        operation: .enumerate,
        resourceURI: general,
        messageID: "uuid:2",
        body: "Enumerate"
    )

    static let identify = ClientRequest(
        client: "Identify",
        text: """
            <s:Envelope xmlns:s="\(WSManURI.soap)" xmlns:wsmid="\(WSManURI.identity)"><s:Header/><s:Body>\
            <wsmid:Identify/></s:Body></s:Envelope>
            """,
        operation: .identify,
        resourceURI: "",
        messageID: "",
        body: "Identify"
    )
}
