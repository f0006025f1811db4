extension CutOffNotice {
    /// The languages in which a person is told.
    public enum Language: String, Sendable, CaseIterable {
        case english = "en"
        case japanese = "ja"
    }

    /// The notice in a language, a text for each thing that a person wants to know.
    public struct Words: Sendable, Hashable {
        /// What has happened.
        public let heading: String
        /// Why.
        public let why: String
        /// What can be done meanwhile.
        public let advice: String
        /// Rows of a name and a value: whom to call, the number of the case, what was seen.
        public let rows: [Row]
    }

    /// A name and its value.
    public struct Row: Sendable, Hashable {
        public let name: String
        public let value: String
    }

    /// The notice in a language. What others have written stays in theirs.
    public func words(_ language: Language) -> Words {
        let isEnglish = language == .english
        let none = isEnglish ? "not yet known" : "まだありません"
        return Words(
            heading: isEnglish ? "This PC is cut off from the network" : "このPCのネットワークは遮断されました",
            why: why(language),
            advice: isEnglish
                ? "You can go on working without the network. Leave the PC switched on."
                : "ネットワークなしで作業を続けられます。電源は切らないでください。",
            rows: [
                Row(name: isEnglish ? "Call" : "連絡先", value: contact),
                Row(name: isEnglish ? "Case number" : "受付番号", value: caseNumber ?? none),
                Row(name: isEnglish ? "Details" : "詳細", value: detail),
            ]
        )
    }

    private func why(_ language: Language) -> String {
        let reason: (english: String, japanese: String) =
            switch kind {
            case .worm:
                ("It reached for many other computers, as a worm does.", "ワームのように、多数のコンピューターへ接続しようとしました。")
            case .signature: ("Its traffic is that of a known attack.", "既知の攻撃と一致する通信がありました。")
            case .portScan:
                ("It tried many ports of another computer, as attackers do.", "攻撃者のように、ほかのコンピューターのポートを調べました。")
            case .blockedAddress:
                ("It spoke with an address that is known to be dangerous.", "危険と知られているアドレスと通信しました。")
            case .blockedName: ("It asked for a name that is known to be dangerous.", "危険と知られている名前を問い合わせました。")
            case .beaconing:
                ("It called one address again and again, as malware does.", "マルウェアのように、同じ宛先へ一定の間隔で通信しました。")
            case .exfiltration: ("It sent very much data to one address.", "一つの宛先へ異常に大量のデータを送りました。")
            case .spoofing:
                ("It pretended to be another computer.", "ほかのコンピューターになりすまそうとしました。")
            case .blind:
                ("It sent more than could be watched.", "監視できる量を超えて通信しました。")
            case nil: ("An administrator has cut it off.", "管理者がこのPCを切り離しました。")
            }
        return language == .english ? reason.english : reason.japanese
    }
}
