# The demo's programs: disks, console, engine, their configuration, watching and stopping them. Sourced by world.

readonly console_socket=$run/console.sock
readonly serial=$run/serial.sock

# await SECONDS WHAT COMMAND...: until the command succeeds.
await() {
    local seconds=$1 what=$2 until
    shift 2
    until=$(($(date +%s) + seconds))
    until "$@" >/dev/null 2>&1; do
        programs_run || fail "$(last_words)"
        [[ $(date +%s) -lt $until ]] || fail "waited $seconds seconds in vain until $what; see $logs"
        sleep 0.3
    done
}

declare -A started_programs=()

# start NAME COMMAND...: in the background, with a log of its own.
start() {
    local name=$1
    shift
    "$@" >"$logs/$name.log" 2>&1 &
    started_programs[$name]=$!
}

programs_run() {
    local name
    for name in "${!started_programs[@]}"; do
        kill -0 "${started_programs[$name]}" 2>/dev/null || { ended_program=$name; return 1; }
    done
}

last_words() {
    printf '%s ended by itself; the end of %s:\n%s' "$ended_program" "$logs/$ended_program.log" \
        "$(tail -n 5 "$logs/$ended_program.log")"
}

watch_programs() {
    while programs_run; do
        sleep 1 &
        wait $! || true
    done
    fail "$(last_words)"
}

# Engine and console are told to end; what is left then ends with this process namespace.
stop_programs() {
    local name
    for name in "${!started_programs[@]}"; do kill -TERM "${started_programs[$name]}" 2>/dev/null || true; done
    for _ in {1..50}; do
        kill -0 "${started_programs[@]}" 2>/dev/null || break
        sleep 0.1
    done
}

# The disk of the user OS is an overlay over the golden image; a newer golden image means a new PC.
prepare_disks() {
    local golden
    golden=$(cat "$images/recipes/user-os")
    if [[ -n $story || ! -e $state/pc1/user.qcow2 || $(cat "$state/pc1/golden" 2>/dev/null) != "$golden" ]]; then
        rm -f "$state/pc1/user.qcow2"
        qemu-img create -q -f qcow2 -b "$images/user.qcow2" -F qcow2 "$state/pc1/user.qcow2"
        echo "$golden" >"$state/pc1/golden"
    fi
    [[ -e $state/pc1/appliance-data.qcow2 ]] || make_data_disk
    [[ -e $state/pc1/payload.img ]] || truncate -s 64M "$state/pc1/payload.img"
    chown 64001:64001 "$state/pc1/user.qcow2"
    chown 64002:64002 "$state/pc1/appliance-data.qcow2" "$state/pc1/payload.img"
    chmod 644 "$state/pc1/payload.img"
}

make_data_disk() {
    local raw=$state/pc1/data.raw
    truncate -s 1G "$raw"
    mke2fs -q -t ext4 -F -L sekisho-data "$raw"
    qemu-img convert -f raw -O qcow2 "$raw" "$state/pc1/appliance-data.qcow2"
    rm -f "$raw"
}

new_password() { head -c 300 /dev/urandom | LC_ALL=C tr -dc 'A-Za-z0-9' | head -c 20; }

# The engine's configuration; the password is made once, and the console is told the same.
write_engine_configuration() {
    [[ -e $state/pc1/password ]] || (umask 077; echo "Aa1!$(new_password)" >"$state/pc1/password")
    [[ -e $state/pc1/uuid ]] || cat /proc/sys/kernel/random/uuid >"$state/pc1/uuid"
    sed -e "s|@STATE@|$state/pc1|g; s|@RUN@|$run|g; s|@IMAGES@|$images|g; s|@UUID@|$(cat "$state/pc1/uuid")|g" \
        "$here/pc1.json" >"$state/pc1/engine.json"
}

start_engine() {
    say "starts the chassis and the engine of pc1"
    start chassis ip netns exec pc1 "$programs/sekisho-chassis" --config "$state/pc1/engine.json"
    await 10 "the chassis listens" test -S "$run/chassis.sock"
    start engine ip netns exec pc1 "$programs/sekisho-engine" --config "$state/pc1/engine.json"
    await 30 "the engine answers" engine_listens
}

engine_listens() { ip netns exec console bash -c 'exec 3<>/dev/tcp/10.10.0.11/16992'; }

# The console knows pc1 from its first start on; the administrator's password is made then and written down.
start_console() {
    mkdir -p "$state/console/content"
    cp -rT "$here/content" "$state/console/content"
    say "starts the console"
    start console ip netns exec console "$programs/sekisho-console" --state "$state/console" \
        --listen "unix:$console_socket" --name 127.0.0.1 --name localhost --password-out "$state/console-password" \
        --content-listen 10.10.0.2:8080 --content-url http://console.lan:8080/content \
        --add-endpoint "name=pc1,address=10.10.0.11,password-file=$state/pc1/password"
    await 30 "the console listens" test -S "$console_socket"
    start door socat "TCP-LISTEN:$port,bind=127.0.0.1,reuseaddr,fork" "UNIX-CONNECT:$console_socket"
    await 10 "the console answers" api GET /openapi.json
    [[ -s $state/console-password ]] || fail "the console's password is not known any more; start with --fresh"
}

console_password() { cat "$state/console-password"; }

# The sekisho program, with a session of the demo's own.
cli() { SEKISHO_CONFIG=$state/cli "$programs/sekisho" "$@"; }

# api METHOD PATH [JSON]: one call of the console's REST interface.
api() {
    local arguments=(--silent --show-error --fail-with-body --insecure --max-time 60 --request "$1")
    [[ -z ${token:-} ]] || arguments+=(--header "Authorization: Bearer $token")
    [[ -z ${3:-} ]] || arguments+=(--header 'Content-Type: application/json' --data "$3")
    curl "${arguments[@]}" "https://127.0.0.1:$port/api/v1$2"
}

# field NAME: of the JSON object on standard input; NAME may be a path with dots.
field() {
    python3 -c 'import json,sys
value = json.load(sys.stdin)
for key in sys.argv[1].split("."): value = value[int(key)] if isinstance(value, list) else (value or {}).get(key)
print("" if value is None else value if isinstance(value, str) else json.dumps(value))' "$1"
}

log_in() {
    token=$(api POST /session "{\"user\":\"admin\",\"password\":\"$(console_password)\"}" | field token)
    [[ -n $token ]] || fail "the console does not take its own password; start with --fresh"
    mkdir -p "$state/cli"
    cli login "https://127.0.0.1:$port" --password-file "$state/console-password" --insecure >"$logs/login.log" 2>&1 \
        || fail "sekisho login: $(tail -n 2 "$logs/login.log")"
}
