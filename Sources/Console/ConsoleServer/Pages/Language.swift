/// A language of the pages.
enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case japanese = "ja"

    /// The language that a browser's `Accept-Language` likes best; English when it names none of ours.
    init(acceptLanguage untrustedHeader: String?) {
        let wishes = (untrustedHeader ?? "").prefix(500).split(separator: ",").compactMap(Self.wish)
        let best = wishes.filter { $0.quality > 0 }.reduce(nil as (language: Language, quality: Double)?) {
            best,
            wish in
            best.map { $0.quality >= wish.quality ? $0 : wish } ?? wish
        }
        self = best?.language ?? .english
    }

    private static func wish(_ untrustedPart: Substring) -> (language: Language, quality: Double)? {
        let fields = untrustedPart.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
        guard let tag = fields.first, let primary = tag.split(separator: "-").first else { return nil }
        guard let language = Language(rawValue: primary.lowercased()) else { return nil }
        let quality = fields.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
        return (language, quality)
    }
}
