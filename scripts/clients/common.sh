# What the scripts with foreign AMT clients share: the PC they talk to, and how they look at answers.
# A script sources this, says in `simulated` on which loopback address its simulated PC is to be, defines `prepare`,
# which gets its clients, and calls `begin "$@"`. Then `address` and `password` are those of a PC that answers.
# Usage of each script: NAME PROGRAMS                           a PC simulated by sekisho-simulate of the folder PROGRAMS
#                       NAME --address A --password-file FILE   the PC that is there
#                       NAME --prepare                          only gets the clients, which needs the Internet

readonly name=${0##*/}
say() { printf '%s: %s\n' "$name" "$*"; }
fail() { printf '%s: FAILED: %s\n' "$name" "$*" >&2; exit 1; }
usage() { fail "usage: $name PROGRAMS | --address ADDRESS --password-file FILE | --prepare"; }

work=$(mktemp -d)
# What clients keep of the endpoints that they know goes with this run.
export HOME=$work XDG_CONFIG_HOME=$work TERM=dumb
simulator=
finish() {
    [[ -z $simulator ]] || kill "$simulator" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

begin() {
    prepare
    case ${1:-} in
        --prepare) exit 0 ;;
        --address) [[ $# == 4 && $3 == --password-file ]] || usage; address=$2 password=$(<"$4") ;;
        ''|-*) usage ;;
        *) address=$simulated password=Aa1!simulated; start_simulator "$1" ;;
    esac
}

start_simulator() {
    [[ -x $1/sekisho-simulate ]] || fail "$1/sekisho-simulate is missing"
    "$1/sekisho-simulate" --endpoints 1 --address "$address" --password "$password" >"$work/simulate.log" 2>&1 &
    simulator=$!
    for _ in {1..100}; do
        grep -q '^ready 1$' "$work/simulate.log" && return
        kill -0 "$simulator" 2>/dev/null || break
        sleep 0.1
    done
    cat "$work/simulate.log" >&2
    fail "sekisho-simulate did not get ready"
}

# make_environment NAME PACKAGE [PYTHON]: a virtual environment of Python with one package of PyPI, made once.
make_environment() {
    environment=${CACHE:-/var/cache/sekisho}/$1
    mkdir -p "$environment" 2>/dev/null || environment=$work/$1
    [[ $(cat "$environment/package" 2>/dev/null) != "$2" ]] || return 0
    "${3:-python3}" -m venv "$environment"
    "$environment/bin/pip" --quiet --disable-pip-version-check install "$2" || fail "pip could not install $2"
    echo "$2" >"$environment/package"
}

# need PROGRAM...: from Debian's packages.
need() {
    local program
    for program in "$@"; do
        command -v "$program" >/dev/null || fail "$program is missing; run scripts/install-packages"
    done
}

# expect WHAT PATTERN COMMAND...: the command succeeds, its answer tells of no error and has such a line.
expect() {
    local what=$1 pattern=$2 answer
    shift 2
    answer=$(timeout 120 "$@" 2>&1 </dev/null) || fail "$what: $answer"
    ! grep -qE -e '^Error' -e Traceback <<<"$answer" || fail "$what: $answer"
    grep -qiE -e "$pattern" <<<"$answer" || fail "$what: answered '$answer'"
    say "$what"
}
