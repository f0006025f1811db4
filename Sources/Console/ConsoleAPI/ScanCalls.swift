extension Calls {
    /// Begins a scan.
    public static let scan = Call<ScanRequest, OperationView>(
        "startScan",
        .post,
        "/endpoints/{name}/scan",
        "Begins to scan the disk of an endpoint from outside, whether its user OS runs or not.",
        status: 202
    )
    /// Changes a scan.
    public static let changeScan = Call<ScanChangeOrder, Nothing>(
        "changeScan",
        .post,
        "/endpoints/{name}/scan/change",
        "Lets the scan that is running rest, go on, or end.",
        status: 204
    )
    /// Changes the part in a branch.
    public static let branch = Call<BranchOrder, Nothing>(
        "setBranch",
        .post,
        "/endpoints/{name}/branch",
        "Gives an appliance a part in the cache of its branch, so that each file crosses a thin line once; or none.",
        status: 204
    )
    /// Looks for updates.
    public static let listUpdates = Call<UpdateRequest, OperationView>(
        "listUpdates",
        .post,
        "/endpoints/{name}/updates",
        "Begins to compare what is installed with what repositories have; facts of the kind update tell the outcome.",
        status: 202
    )
    /// One piece of work.
    public static let operation = Call<Nothing, OperationView>(
        "getOperation",
        .get,
        "/endpoints/{name}/operations/{id}",
        "Shows how far an endpoint is with its work."
    )
    /// What is kept.
    public static let keptFiles = Call<Nothing, [KeptFileView]>(
        "listKeptFiles",
        .get,
        "/endpoints/{name}/kept-files",
        "Lists the infected files of which the appliance keeps a copy."
    )
    /// Puts a file back.
    public static let restoreFile = Call<Nothing, OperationView>(
        "restoreFile",
        .post,
        "/endpoints/{name}/kept-files/{id}/restore",
        "Begins to put a kept file back where it was, with its owner and permissions.",
        status: 202
    )
    /// Throws a file away.
    public static let forgetFile = Call<Nothing, OperationView>(
        "forgetFile",
        .delete,
        "/endpoints/{name}/kept-files/{id}",
        "Begins to throw a kept file away.",
        status: 202
    )
}
