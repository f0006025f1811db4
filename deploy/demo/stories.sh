# The three stories without a browser: brings the trouble about, starts the job, prints its steps; and what foreign
# clients do. Sourced by world.

# What the person at the PC types on its console.
type_at_pc() {
    printf '\n%s\n' "$1" | socat -t 1 - "UNIX-CONNECT:$serial" >>"$logs/serial.log" 2>&1 \
        || fail "nobody can type at pc1: $serial does not answer"
}

# The same, until the shell there has done it: what it then says is not what was typed.
done_at_pc() {
    local mark=$RANDOM$RANDOM
    type_at_pc "$1; printf 'done %s\\n' $mark"
    await 120 "pc1 has done: $1" grep -q "done $mark" "$run/serial.log"
}

endpoint_field() { api GET /endpoints/pc1 | field "$1"; }
pc_is() { [[ $(endpoint_field "$1") == "$2" ]]; }

pc_is_off() { [[ $(endpoint_field summary.power) == off* ]]; }

power() { api POST /endpoints/pc1/power "{\"action\":\"$1\"}" >/dev/null || fail "pc1 did not take the order $1"; }

# What the console shows may be some seconds old: waits until it has looked again.
await_fresh_look() {
    local before
    before=$(endpoint_field summary.lastSeen)
    await 60 "the console looks at pc1" look_is_newer "$before"
}
look_is_newer() { [[ $(endpoint_field summary.lastSeen) != "$1" ]]; }

await_pc_up() {
    await 60 "the console sees pc1" pc_is summary.reachable true
    await_fresh_look
    pc_is summary.power on || power on
    await 400 "the user OS of pc1 answers" pc_is summary.agentConnected true
    await 400 "the appliance of pc1 is ready" pc_is summary.appliance ready
}

# The PC that a story begins with: on, on the network, with the old version of the application.
set_scene() {
    await_pc_up
    pc_is summary.stance open || api POST /endpoints/pc1/stance '{"stance":"open","reason":"demo: scene"}' >/dev/null
    done_at_pc 'dpkg --install /usr/share/branch-pc/branch-app_1.0_all.deb'
}

trouble_quarantine() {
    set_scene
    say "the person at pc1 opens an infected file"
    type_at_pc '/usr/local/bin/infect &'
    await 240 "pc1 is cut off by itself" pc_is summary.stance quarantine
    say "pc1 is cut off; nobody gave an order"
    await 60 "the finding names the program" finding_names infect
    say "the finding names the program: infect"
    await 60 "the person at pc1 is told why, whatever page is asked for" person_is_told
    say "whatever page the person asks for says why and whom to call"
}

# Whether the user OS, which is cut off, gets the page that says so.
person_is_told() {
    type_at_pc "printf 'GET / HTTP/1.0\\r\\nHost: www.lan\\r\\n\\r\\n' | busybox nc -w 5 www.lan 80"
    grep -q '511 Network Authentication Required' "$run/serial.log" && grep -q 'cut off from the network' "$run/serial.log"
}

# Whether a finding of pc1 says that this program is behind it.
finding_names() {
    api GET /endpoints/pc1/findings | python3 -c 'import json,sys
sys.exit(not any((finding.get("program") or "").startswith(sys.argv[1]) for finding in json.load(sys.stdin)))' "$1"
}

trouble_wake_patch_off() {
    set_scene
    say "the person at pc1 goes home and switches it off"
    type_at_pc poweroff
    await 180 "pc1 is off" pc_is_off
}

trouble_reinstall() {
    set_scene
    say "the boot sector and the kernel of pc1 are destroyed"
    done_at_pc 'dd if=/dev/zero of=/dev/vda bs=512 count=64; rm -f /boot/vmlinuz; sync'
    power reset
}

trouble_secure_erase() {
    set_scene
    say "pc1 is to be given away"
}

# What is left of the user OS on its disk, looked at from outside: no extent but the heading of their list.
after_secure_erase() {
    [[ $(qemu-img map -U "$state/pc1/user.qcow2" | wc -l) == 1 ]] || fail "the disk of pc1 is not empty"
    say "the disk of pc1 has nothing left on it"
}

run_story() {
    say "story $1"
    "trouble_${1//-/_}"
    if [[ -n ${kill_console:-} ]]; then run_interrupted "$1"; else cli story run "$1" --endpoint pc1 --follow; fi \
        || fail "the story $1 was not verified; see $logs"
    say "story $1: every step was verified"
    ! declare -F "after_${1//-/_}" >/dev/null || "after_${1//-/_}"
}

# The console is killed in the middle of the story and started again.
run_interrupted() {
    local job
    job=$(api POST /endpoints/pc1/jobs "{\"story\":\"$1\"}" | field summary.id)
    await 300 "half of the story's steps are done" half_done "$job"
    say "the console is killed after step $(api GET "/jobs/$job" | field summary.stepsDone)"
    kill -KILL "${started_programs[console]}"
    wait "${started_programs[console]}" 2>/dev/null || true
    kill -TERM "${started_programs[door]}"
    unset 'started_programs[console]' 'started_programs[door]'
    rm -f "$console_socket"
    start_console
    log_in
    cli job follow "$job"
}
half_done() {
    api GET "/jobs/$1" | python3 -c 'import json,sys
job = json.load(sys.stdin)["summary"]
sys.exit(job["stepsDone"] * 2 < job["stepsTotal"])'
}

run_stories() {
    local each list=$1
    [[ $1 != all ]] || list='quarantine wake-patch-off reinstall secure-erase'
    for each in $list; do run_story "$each"; done
}

# The clients come from the Internet, which the console's place in the demo cannot reach.
prepare_clients() {
    local client
    for client in "$root"/scripts/clients/test-*; do "$client" --prepare || fail "${client##*/} cannot be run"; done
}

# Clients that nobody here wrote, from the console's place.
run_clients() {
    local client
    await_pc_up
    for client in "$root"/scripts/clients/test-*; do
        say "${client##*/} manages pc1"
        ip netns exec console "$client" --address 10.10.0.11 --password-file "$state/pc1/password" \
            || fail "${client##*/} failed; see $logs"
    done
}
