/// Name and password.
struct LoginPage: Page {
    let page: PageFrame
    let t: [String: String]
    let trouble: String?

    init(_ words: StringTable, trouble: String? = nil) {
        page = PageFrame(words, title: words["login"], session: nil)
        t = words.values
        self.trouble = trouble
    }
}
