/// Writes a document on one line, with the prefixes that it is given.
///
/// Clients of AMT look for literal text such as `a:Envelope` and break on white space between elements, so the writer
/// chooses nothing by itself.
public struct XMLWriter {
    /// What has been written so far.
    public private(set) var bytes: [UInt8] = []

    /// Creates a writer with nothing written.
    public init() { bytes.reserveCapacity(4096) }

    /// Writes text that is markup already.
    public mutating func markup(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Writes character data; what would be markup is escaped, what XML cannot carry is left out.
    public mutating func text(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case 0x26: markup("&amp;")
            case 0x3C: markup("&lt;")
            case 0x3E: markup("&gt;")
            case 0x22: markup("&quot;")
            case 9, 10, 0x20...: bytes.append(byte)
            case 13: markup("&#13;")
            default: break
            }
        }
    }

    /// Writes an element that holds only text.
    public mutating func leaf(_ tag: String, _ content: String) {
        markup("<\(tag)>")
        text(content)
        markup("</\(tag)>")
    }

    /// Writes a tree. `prefixes` names the prefix of each namespace; elements of others are written with `xmlns`.
    public mutating func element(_ element: XMLElement, prefixes: [String: String]) {
        let prefix = prefixes[element.namespace]
        let tag = prefix.map { $0 + ":" + element.name } ?? element.name
        markup("<" + tag)
        if prefix == nil, !element.namespace.isEmpty { attribute("xmlns", element.namespace) }
        for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) { attribute(name, value) }
        markup(">")
        text(element.text)
        for child in element.children { self.element(child, prefixes: prefixes) }
        markup("</\(tag)>")
    }

    private mutating func attribute(_ name: String, _ value: String) {
        markup(" \(name)=\"")
        text(value)
        markup("\"")
    }
}
