import ArgumentParser
import ConsoleAPI

/// How an answer is printed.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print JSON, as the console's REST interface gives it.")
    var json = false

    /// Prints a value as JSON or in words.
    func show<Value: Encodable>(_ value: Value, words: (Value) -> String) throws {
        print(json ? try ConsoleJSON.pretty(value) : words(value))
    }
}
