import HTTPDigest
import Testing

@Suite("DigestParameters")
struct DigestParametersTests {
    @Test(
        "are read quoted or not, in any order and spacing",
        arguments: [
            #"Digest a="1", B=2,c="x,y=z""#, #"digest c="x,y=z",b="2" , a=1"#, "DIGEST  a = \"1\"\t,b=2, c=\"x,y=z\"",
        ]
    )
    func forms(header: String) {
        #expect(DigestParameters(untrusted: header)?.values == ["a": "1", "b": "2", "c": "x,y=z"])
    }

    @Test("keep what a backslash protects")
    func escapes() {
        #expect(DigestParameters(untrusted: #"Digest a="x\"y\\""#)?["a"] == #"x"y\"#)
    }

    @Test("are empty where they are absent")
    func absent() {
        #expect(DigestParameters(untrusted: "Digest a=1")?["nonce"] == "")
    }

    @Test(
        "are none in a header of another scheme, malformed, with repetitions or too long",
        arguments: [
            "", "Digest", "Basic YTpi", "Negotiate", #"Digest a="1"#, #"Digest a="1\"#, "Digest a", "Digest =1",
            "Digest a=1,a=2", "Digest a=1 b", "Digest a=" + String(repeating: "1", count: 4096),
            "Digest " + (0..<33).map { "p\($0)=1" }.joined(separator: ","),
        ]
    )
    func refused(header: String) {
        #expect(DigestParameters(untrusted: header) == nil)
    }
}
