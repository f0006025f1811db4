# Shared by the image recipes; sourced, never run.
# Expects: root (project folder), out (folder of the finished images), work (a folder of this recipe's own).

set -euo pipefail
umask 022

readonly suite=bookworm

# MIRROR and SECURITY_MIRROR overrule what apt has here.
. "$root/scripts/apt-source"
mirror=${MIRROR:-$(apt_source debian)}
security_mirror=${SECURITY_MIRROR:-$(apt_source debian-security)}
[[ -n $mirror ]] || { echo "images: apt has no Debian mirror among its sources; give one as MIRROR=" >&2; exit 1; }
[[ -n $security_mirror ]] || security_mirror=$mirror-security
readonly mirror security_mirror
# All time stamps that a recipe chooses itself.
export SOURCE_DATE_EPOCH=1767225600

started=$SECONDS
say() { printf 'images: %-9s %4ds  %s\n' "${recipe:-}" "$((SECONDS - started))" "$*"; }
die() { printf 'images: %s: %s\n' "${recipe:-error}" "$*" >&2; exit 1; }

# One hash over the names and the contents of files and folders.
fingerprint() {
    local path
    for path in "$@"; do
        [[ -e $path ]] || continue
        find "$path" \( -type f -o -type l \) -print0 | LC_ALL=C sort -z | while IFS= read -r -d '' file; do
            printf '%s %s ' "${file#"$root"/}" "$(stat -c %a "$file")"
            if [[ -L $file ]]; then readlink "$file"; else sha256sum <"$file"; fi
        done
    done | sha256sum | cut -c1-64
}

# True when every named result exists and was made from this fingerprint.
fresh() {
    local name=$1 hash=$2 file
    shift 2
    [[ $(cat "$out/recipes/$name" 2>/dev/null) == "$hash" ]] || return 1
    for file in "$@"; do [[ -e $out/$file ]] || return 1; done
}

# Makes a Debian tree with its packages configured; kept as a tar so that a changed overlay does not repeat it.
debian_tree() {
    local name=$1 packages=$2 key tar
    key=$(printf '%s\n' "$suite $mirror $packages" | sha256sum | cut -c1-16)
    tar=$out/cache/$name-$key.tar
    if [[ ! -e $tar ]]; then
        say "fetches Debian packages"
        rm -f "$out/cache/$name-"*.tar
        mmdebstrap --mode=root --variant=apt --architectures=amd64 --quiet --include="$packages" \
            --aptopt='Acquire::Languages "none"' --aptopt='APT::Install-Recommends "false"' \
            --aptopt='Acquire::Retries "3"' \
            --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
            --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/info/*' \
            "$suite" "${tar%.tar}.part.tar" \
            "deb $mirror $suite main" "deb $mirror $suite-updates main" \
            "deb $security_mirror $suite-security main" "deb $mirror $suite-backports main" \
            >"$work/mmdebstrap.log" 2>&1 </dev/null \
            || { tail -n 15 "$work/mmdebstrap.log" >&2; die "mmdebstrap failed; is $mirror reachable?"; }
        mv "${tar%.tar}.part.tar" "$tar"
    fi
    mkdir -p "$work/root"
    tar -C "$work/root" --numeric-owner -xpf "$tar"
}

# Copies named modules (or whole folders of modules, ending in /) with all they depend on, and depmod's files.
copy_modules() {
    local destination=$1 tree version module line file
    shift
    tree=$out/cache/kernel
    version=$(ls "$tree/lib/modules")
    {
        for module in "$@"; do
            if [[ $module == */ ]]; then
                (cd "$tree/lib/modules/$version" && find "$module" -name '*.ko')
            else
                line=$(grep -m1 "/${module//_/[-_]}\.ko:" "$tree/lib/modules/$version/modules.dep") || {
                    grep -q "/${module//_/[-_]}\.ko" "$tree/lib/modules/$version/modules.builtin" && continue
                    die "the kernel has no module $module"
                }
                tr -d : <<<"$line" | tr ' ' '\n'
            fi
        done
    } | sort -u >"$work/modules"
    # What whole folders depend on.
    grep -F -f <(sed 's/$/:/' "$work/modules") "$tree/lib/modules/$version/modules.dep" \
        | tr -d : | tr ' ' '\n' | grep . | sort -u >"$work/modules.all"
    while IFS= read -r file; do
        install -D -m 644 "$tree/lib/modules/$version/$file" "$destination/lib/modules/$version/$file"
    done <"$work/modules.all"
    cp "$tree/lib/modules/$version/modules."{order,builtin,builtin.modinfo} "$destination/lib/modules/$version/"
    depmod -b "$destination" "$version"
}

# Puts a program of this machine and the libraries it needs into a tree.
copy_program() {
    local destination=$1 program=$2 library
    install -D -m 755 "$program" "$destination/bin/$(basename "$program")"
    ldd "$program" | grep -o '/[^ ]*' | while IFS= read -r library; do
        install -D -m 755 "$library" "$destination$library"
    done
}

# Packs a tree as an uncompressed initramfs (nothing to unpack for a slow processor).
pack_initrd() {
    (cd "$1" && find . -print0 | LC_ALL=C sort -z | cpio --null -o -H newc -R 0:0 --reproducible --quiet) >"$2"
}
