/// The namespaces that the values of properties are written in.
public enum Namespace {
    /// WS-Addressing.
    public static let addressing = "http://schemas.xmlsoap.org/ws/2004/08/addressing"
    /// The address of whoever sends.
    public static let anonymous = addressing + "/role/anonymous"
    /// WS-Management.
    public static let management = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd"
    /// What CIM has in common, datetimes among it.
    public static let common = "http://schemas.dmtf.org/wbem/wscim/1/common"
}
