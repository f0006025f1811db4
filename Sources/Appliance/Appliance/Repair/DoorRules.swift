/// Which repositories a user OS that is being patched reaches through the package cache.
///
/// They become a configuration of nginx. It reads the URL that the user OS asks for, with its dots, slashes and encodings
/// resolved, and asks the cache for a URL of its own that begins with an ordered repository: what host a request named is
/// good for finding the repository, and never for reaching another.
struct DoorRules: Sendable, Hashable {
    /// The most repositories of an order.
    static let greatestNumber = 16

    private let places: [RepositoryPlace]

    /// The rules for repositories that are named as apt's sources do after `deb`.
    init(untrustedRepositories: [String]) throws(ApplianceError) {
        guard (1...Self.greatestNumber).contains(untrustedRepositories.count) else {
            throw .invalidOrder("\(untrustedRepositories.count) repositories")
        }
        var places: [RepositoryPlace] = []
        for repository in untrustedRepositories {
            let place = try RepositoryPlace(untrustedRepository: repository)
            guard !places.contains(place) else { continue }
            guard !places.contains(where: { $0.host == place.host && $0.path == place.path }) else {
                throw .invalidOrder("two ports of one place: \(place.host)\(place.path)")
            }
            places.append(place)
        }
        self.places = places
    }

    /// The configuration of the web server that listens at `door` and asks the cache, both as `address:port`.
    func configuration(door: String, cache: String) -> String {
        let hosts = Set(places.map(\.host)).sorted()
        let servers =
            [Self.server("listen \(door) default_server;", ["return 403;"])]
            + hosts.map { server(of: $0, door, cache) }
        return Self.program + "http {\n" + Self.limits + servers.joined() + "}\n"
    }

    private func server(of host: String, _ door: String, _ cache: String) -> String {
        let ordered = places.filter { $0.host == host }.sorted { $0.path < $1.path }
        let rest = ordered.contains { $0.path == "/" } ? [] : ["location / { return 403; }"]
        return Self.server(
            "listen \(door);",
            ["server_name \(host);"] + Self.plainness + rest + ordered.map { Self.location($0, cache) }
        )
    }

    /// The cache takes the ordered host as the first part of a path.
    private static func location(_ place: RepositoryPlace, _ cache: String) -> String {
        "location ^~ \"\(place.path)\" { limit_except GET { deny all; } "
            + "proxy_pass \"http://\(cache)/\(place.authority)\(place.path)\"; }"
    }

    private static func server(_ listening: String, _ directives: [String]) -> String {
        "    server {\n" + ([listening] + directives).map { "        \($0)\n" }.joined() + "    }\n"
    }

    /// What is asked for is refused unless it is plain after one decoding: what others might decode a second time, or read
    /// as other separators, could lead out of the repository.
    private static let plainness = [
        #"if ($uri ~ "[^A-Za-z0-9._~+:@,;=!&'()*/ -]") { return 403; }"#,
        #"if ($args ~ "[^A-Za-z0-9._~+:@,;=!&'()*/-]|[.][.]") { return 403; }"#,
    ]

    /// One process: whoever ends it has ended all of it.
    private static let program = """
        daemon off;
        master_process off;
        pid /dev/null;
        error_log stderr crit;
        events { worker_connections 128; }

        """

    /// No body goes to the cache, and of the head what asks for a part or for news. No answer is kept on the way.
    private static let limits = """
            access_log off;
            server_tokens off;
            server_names_hash_bucket_size 512;
            client_body_temp_path /tmp;
            proxy_temp_path /tmp;
            fastcgi_temp_path /tmp;
            uwsgi_temp_path /tmp;
            scgi_temp_path /tmp;
            client_max_body_size 1;
            large_client_header_buffers 2 4k;
            proxy_max_temp_file_size 0;
            proxy_read_timeout 300s;
            proxy_redirect off;
            proxy_pass_request_body off;
            proxy_pass_request_headers off;
            proxy_set_header Range $http_range;
            proxy_set_header If-Range $http_if_range;
            proxy_set_header If-Modified-Since $http_if_modified_since;
            proxy_set_header Cache-Control $http_cache_control;
            proxy_set_header Connection close;

        """
}
