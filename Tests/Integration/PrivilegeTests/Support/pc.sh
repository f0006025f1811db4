# One PC in a network namespace of its own: its files, its two programs, and what can be seen of them. Read by the scripts beside it,
# which are given a folder for everything and the folder of the programs.
set -euo pipefail
folder=$1 programs=$2
run=$folder/run

prepare() {
    ip link set lo up
    ip link add uplink0 type veth peer name lan0
    truncate -s 1M "$folder"/{cdrom.iso,root.img,payload.img,kernel,initrd}
    qemu-img create -q -f qcow2 "$folder/user.qcow2" 1M
    qemu-img create -q -f qcow2 "$folder/data.qcow2" 1M
    (umask 077; echo Correct-Horse1 >"$folder/password")
    # The appliance is firmware alone: it has no kernel to start.
    cat >"$folder/qemu" <<'END'
#!/bin/bash
arguments=()
while [[ $# -gt 0 ]]; do
    case "$1 $2" in
        "-accel kvm") exit 1 ;;
        "-kernel "*|"-initrd "*|"-append "*) shift 2; continue ;;
    esac
    arguments+=("$1")
    shift
done
exec /usr/bin/qemu-system-x86_64 "${arguments[@]}"
END
    chmod 755 "$folder/qemu"
    cat >"$folder/engine.json" <<END
{"name": "pc1", "address": "127.0.0.1", "uuid": "6b1de4c4-6d11-4f0b-9f0e-0d6f5a5f0001",
 "stateDirectory": "$folder/state", "runDirectory": "$run", "passwordFile": "$folder/password", "qemu": "$folder/qemu",
 "chassis": {"userTap": "user0", "inTap": "in0", "outTap": "out0", "uplink": "uplink0"},
 "userOS": {"disk": "$folder/user.qcow2", "cdrom": "$folder/cdrom.iso", "memoryMiB": 128, "cores": 1,
  "mac": "52:54:00:77:00:01", "uid": 64001},
 "appliance": {"kernel": "$folder/kernel", "initrd": "$folder/initrd", "disk": "$folder/root.img",
  "data": "$folder/data.qcow2", "payload": "$folder/payload.img", "memoryMiB": 256, "cores": 1,
  "insideMAC": "52:54:00:77:00:02", "outsideMAC": "52:54:00:77:00:03", "uid": 64002}}
END
}

# start NAME: what the program says is read through the descriptor in NAME_says, its process number is in NAME.
start() {
    local says
    said[$1]=
    exec {says}< <(exec "$programs/sekisho-$1" --config "$folder/engine.json" 2>&1)
    printf -v "$1" %s "$!"
    printf -v "${1}_says" %s "$says"
}

declare -A said=()

# await NAME TEXT: until the program has said it.
await() {
    local says=${1}_says line
    until [[ ${said[$1]:-} == *"$2"* ]]; do
        if ! IFS= read -r -t 60 -u "${!says}" line; then
            printf 'world: %s did not say: %s\n' "$1" "$2" >&2
            exit 1
        fi
        printf '%s: %s\n' "$1" "$line" >&2
        said[$1]+=$line
    done
}

tell() { printf '%s=%s\n' "$1" "$2"; }
alive() { if kill -0 "$1" 2>/dev/null; then echo yes; else echo no; fi; }
status() { cat /proc/"$1"/task/*/status | awk -v field="$2:" '$1 == field { $1 = ""; print substr($0, 2) }' | sort -u; }
listening() { ss -Hlntup | grep -c "$1" || true; }
ended() { timeout 20 tail --pid="$1" -f /dev/null && echo yes || echo no; }
