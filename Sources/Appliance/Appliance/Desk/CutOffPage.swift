import Inventory

/// The page that a browser shows while the PC is cut off: the notice in all its languages, without a script.
///
/// It loads itself again, so that the case number appears when there is one, and the page that was wanted once the PC
/// is released.
struct CutOffPage {
    let notice: CutOffNotice

    /// The page, in UTF-8.
    var html: String {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="refresh" content="15">
        <meta name="viewport" content="width=device-width">
        <title>\(Self.escaped(titles))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        \(CutOffNotice.Language.allCases.map(section).joined(separator: "\n"))
        </main>
        </body>
        </html>

        """
    }

    private var titles: String {
        CutOffNotice.Language.allCases.map { notice.words($0).heading }.joined(separator: " · ")
    }

    private func section(_ language: CutOffNotice.Language) -> String {
        let words = notice.words(language)
        let rows = words.rows.filter { !$0.value.isEmpty }.map {
            "<dt>\(Self.escaped($0.name))</dt><dd>\(Self.escaped($0.value))</dd>"
        }
        return """
            <section lang="\(language.rawValue)">
            <h1>\(Self.escaped(words.heading))</h1>
            <p>\(Self.escaped(words.why))</p>
            <dl>\(rows.joined())</dl>
            <p>\(Self.escaped(words.advice))</p>
            </section>
            """
    }

    /// Text as HTML, wherever it stands.
    static func escaped(_ untrustedText: String) -> String {
        untrustedText.unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    private static let style = """
        body{margin:0;background:#10243e;color:#1b1b1b;font:17px/1.5 system-ui,sans-serif}\
        main{max-width:44rem;margin:6vh auto;padding:0 1rem}\
        section{background:#fff;border-top:.5rem solid #b3261e;border-radius:.4rem;padding:1rem 1.6rem;margin-bottom:1.4rem}\
        h1{font-size:1.5rem;margin:.4rem 0}dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.2rem}\
        dt{color:#5a5a5a}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
        """
}
