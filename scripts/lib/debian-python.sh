#!/bin/bash
# Unpacks Debian's own python3.14 of a newer release, with the C library it was built for, into a folder.
#   usage: debian-python.sh FOLDER
# Nothing is installed on the system and root is not needed. apt, with lists of its own in a scratch
# folder, checks the release's signature and every package's hash.
set -euo pipefail

folder=${1:?usage: debian-python.sh FOLDER}
keyring=/usr/share/keyrings/debian-archive-keyring.gpg
scratch=$(mktemp -d)
new=$folder.new.$$
trap 'rm -rf "$scratch" "$new"' EXIT
mkdir -p "$scratch"/{state/lists/partial,cache/archives/partial,parts,host-lists/partial,tools} "$new"
: >"$scratch/status"

# The mirror is the one that this machine's apt already uses.
mirror() {
  # shellcheck disable=SC2016 # the dollar is apt's
  apt-get "$@" indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Component: main' 'Label: Debian' | sed -n 1p
}
uri=$(mirror || true)
if [ -z "$uri" ]; then # apt was never updated here
  host=(-o "Dir::State::lists=$scratch/host-lists" -o APT::Sandbox::User=root)
  apt-get -qq "${host[@]}" -o APT::Update::Post-Invoke-Success::= update || true
  uri=$(mirror "${host[@]}" || true)
fi
if [ -z "$uri" ]; then
  echo "apt on this machine has no source of Debian's main section" >&2
  exit 1
fi

# An empty status file makes apt work out the whole closure, the C library included.
apt_of_its_own() {
  apt-get -qq -o "Dir::State=$scratch/state" -o "Dir::State::lists=$scratch/state/lists" \
    -o "Dir::State::status=$scratch/status" -o "Dir::Cache=$scratch/cache" \
    -o "Dir::Etc::SourceList=$scratch/sources.list" -o "Dir::Etc::SourceParts=$scratch/parts" \
    -o Dir::Etc::Preferences=/dev/null -o "Dir::Etc::PreferencesParts=$scratch/parts" \
    -o APT::Sandbox::User=root -o APT::Install-Recommends=false -o Debug::NoLocking=true \
    -o APT::Update::Post-Invoke-Success::= -o Dpkg::Use-Pty=0 "$@"
}

packages=(python3.14 python3.14-dev python3.14-venv libstdc++6 zlib1g libexpat1 patchelf)
got=''
for release in forky sid; do
  echo "trying Debian $release"
  echo "deb [signed-by=$keyring arch=$(dpkg --print-architecture)] $uri $release main" >"$scratch/sources.list"
  if apt_of_its_own update && apt_of_its_own install --yes --download-only "${packages[@]}"; then
    got=$release
    break
  fi
  rm -f "$scratch"/cache/archives/*.deb
done
if [ -z "$got" ]; then
  echo "no newer Debian release that apt can reach here has python3.14" >&2
  exit 1
fi

# Only what Python itself runs on; the compiler and the C library's headers stay the machine's own.
for deb in "$scratch"/cache/archives/*.deb; do
  case ${deb##*/} in
    python3.14* | libpython3.14* | python3-pip-whl_* | python3-setuptools-whl_* | libc6_* | libgcc-s1_* | \
      libstdc++6_* | zlib1g_* | libexpat1_* | libbz2-1.0_* | libdb5.3* | libffi8_* | liblzma5_* | \
      libncursesw6_* | libtinfo6_* | libreadline8* | libsqlite3-0_* | libssl3* | libuuid1_* | libzstd1_* | \
      openssl-provider-legacy_*)
      dpkg-deb --extract "$deb" "$new"
      ;;
    patchelf_*) dpkg-deb --extract "$deb" "$scratch/tools" ;;
  esac
done

# Python has to find this C library, wherever the folder is: its loader by path, the libraries by RPATH
# (RUNPATH would not reach the libraries of libraries). patchelf is newer than this system too, so it is
# run by the loader that came with it. It makes room for whole pages and counts them too low (0.18: its
# segments then overlap, and Python crashes); large pages leave it room enough.
libraries=$(cd "$new" && dirname usr/lib/*/libc.so.6)
triplet=${libraries##*/}
loader=$(cd "$new" && compgen -G "$libraries/ld-linux*.so.*" | sed -n 1p)
"$new/$loader" --library-path "$new/$libraries" "$scratch/tools/usr/bin/patchelf" --page-size 1048576 \
  --set-interpreter "$folder/$loader" --force-rpath --set-rpath "$folder/$libraries" "$new/usr/bin/python3.14"

# Paths fixed when Debian built it: the headers' own folder, and pip's wheel for new environments.
[ -e "$new/usr/include/python3.14/$triplet" ] || ln -s "../$triplet" "$new/usr/include/python3.14/$triplet"
sed -i "s#/usr/share/python-wheels/#$folder/usr/share/python-wheels/#" "$new/usr/lib/python3.14"/_sysconfigdata_*.py
rm -rf "$new/usr/share/doc" "$new/usr/share/man"

rm -rf "$folder"
mv "$new" "$folder"
"$folder/usr/bin/python3.14" --version
