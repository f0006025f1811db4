public import FoundationEssentials
public import Inventory

extension NVRAM {
    /// What is known about the software, by kind and name.
    public func facts() throws(NVRAMError) -> [SoftwareFact] {
        var facts: [SoftwareFact] = []
        let sql = "SELECT kind, name, version, installed, learnt FROM fact ORDER BY kind, name"
        for row in try database.run(sql) {
            guard let kind = row[0].text.flatMap(SoftwareFact.Kind.init), let name = row[1].text,
                let version = row[2].text, let learnt = Record.date(row[4])
            else {
                throw .malformed("software fact")
            }
            facts.append(
                SoftwareFact(
                    kind: kind,
                    name: name,
                    version: version,
                    installedAt: Record.date(row[3]),
                    learntAt: learnt
                )
            )
        }
        return facts
    }

    /// Stores facts in the place of those with the same kind and name, and in their blocks of the data store.
    public func record(_ facts: [SoftwareFact]) throws(NVRAMError) {
        try database.transaction { () throws(NVRAMError) in
            try insert(facts)
            try copyFactsToDataStore()
        }
    }

    /// Forgets all facts of these kinds and stores others, at once, in their blocks of the data store too.
    public func replaceFacts(
        of kinds: Set<SoftwareFact.Kind>,
        with facts: [SoftwareFact]
    ) throws(NVRAMError) {
        try database.transaction { () throws(NVRAMError) in
            for kind in kinds {
                try database.run("DELETE FROM fact WHERE kind = ?", [.text(kind.rawValue)])
            }
            try insert(facts)
            try copyFactsToDataStore()
        }
    }

    private func insert(_ facts: [SoftwareFact]) throws(NVRAMError) {
        let sql = """
            INSERT INTO fact (kind, name, version, installed, learnt) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
            SET version = excluded.version, installed = excluded.installed, learnt = excluded.learnt
            """
        for fact in facts {
            try database.run(
                sql,
                [
                    .text(fact.kind.rawValue), .text(fact.name), .text(fact.version),
                    Record.column(fact.installedAt), Record.column(fact.learntAt),
                ]
            )
        }
    }
}

extension NVRAM {
    /// Keeps what the appliance says of its virus scanner and its definitions.
    public func keep(_ health: ApplianceHealth, learntAt now: Date) throws(NVRAMError) {
        let definitions = SoftwareFact(
            kind: .definitions,
            name: "definitions",
            version: health.definitionsVersion,
            installedAt: health.definitionsDate,
            learntAt: now
        )
        let engine = SoftwareFact(
            kind: .antivirusEngine,
            name: "clamav",
            version: health.version,
            installedAt: nil,
            learntAt: now
        )
        try replaceFacts(of: [.definitions, .antivirusEngine], with: [definitions, engine])
    }
}
