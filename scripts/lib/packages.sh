# shellcheck shell=bash
# Debian packages: need_packages NAME... installs those that the machine lacks, where it may.

# A package is there when the thing it brings is there, wherever that came from.
package_is_there() {
  case $1 in
    g++ | clang | cmake | ccache | chromium | ffmpeg | faketime) command -v "$1" ;;
    ninja-build) command -v ninja ;;
    nodejs) command -v node ;;
    iproute2) command -v ip ;;
    util-linux) command -v unshare ;;
    doctest-dev) [ -e /usr/include/doctest/doctest.h ] || [ -e /usr/local/include/doctest/doctest.h ] ;;
    zlib1g-dev) [ -e /usr/include/zlib.h ] || [ -e /usr/local/include/zlib.h ] ;;
    libclang-rt-*-dev) compgen -G "$(clang -print-resource-dir)/lib/*/libclang_rt.fuzzer[-.a]*" ;;
    libturbojpeg0) compgen -G '/usr/lib/*/libturbojpeg.so.0' || compgen -G '/usr/lib*/libturbojpeg.so.0' ;;
    *) [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
  esac >/dev/null
}

# Sets MISSING to those of the packages that are not there.
find_missing() {
  local package
  MISSING=()
  for package in "$@"; do
    package_is_there "$package" || MISSING+=("$package")
  done
}

apt_install() {
  # A source that cannot be reached may not matter; whether the packages are to be had, install tells.
  "$@" apt-get update || true
  "$@" env DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends \
    -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 "${MISSING[@]}"
}

install_packages() {
  local as=()
  find_missing "$@"
  [ ${#MISSING[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    die "this needs what Debian calls ${MISSING[*]}; install it with your system's own tools and start again"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || die "packages are missing; as root, type: apt-get install ${MISSING[*]}"
    if ! sudo --non-interactive true 2>/dev/null; then
      if [ -t 0 ] && [ -t 2 ]; then
        say "packages are missing (${MISSING[*]}); sudo asks for your password to install them"
        sudo --validate || die "without it, type as root: apt-get install ${MISSING[*]}"
      else
        die "packages are missing; type: sudo apt-get install ${MISSING[*]}"
      fi
    fi
    as=(sudo --non-interactive)
  fi
  step packages "installing Debian packages: ${MISSING[*]}" apt_install "${as[@]}"
  find_missing "$@"
  [ ${#MISSING[@]} -eq 0 ] || die "apt installed ${MISSING[*]}, yet what it should bring is not there"
}

need_packages() {
  find_missing "$@"
  [ ${#MISSING[@]} -eq 0 ] || locked install_packages "$@"
}

# Compiles go through ccache where it is, so that a second build is quick.
use_ccache() {
  if [ -x /usr/lib/ccache/g++ ]; then
    export PATH=/usr/lib/ccache:$PATH CCACHE_DIR=${CCACHE_DIR:-$DIOL_CACHE/ccache}
    export CCACHE_MAXSIZE=${CCACHE_MAXSIZE:-2G} CCACHE_BASEDIR=${CCACHE_BASEDIR:-$DIOL_ROOT}
  fi
}

need_core_tools() { need_packages g++ cmake ninja-build ccache doctest-dev nlohmann-json3-dev && use_ccache; }

# Compilers and emulators of the chips in plugs. Part of one library comes from the source of that very compiler.
need_mcu_tools() {
  need_packages g++ xz-utils gcc-xtensa-lx106 gcc-riscv64-unknown-elf gcc-arm-none-eabi libnewlib-dev \
    libstdc++-arm-none-eabi-dev qemu-system-misc qemu-system-arm &&
    need_packages "gcc-$(xtensa-lx106-elf-gcc -dumpversion | cut -d. -f1)-source"
}

# build_core TARGET...: the core's tests ("all"), or a part of them, in build/core.
build_core() {
  quietly cmake -S "$DIOL_ROOT/tests/core" -B "$DIOL_ROOT/build/core" -G Ninja &&
    quietly ninja -C "$DIOL_ROOT/build/core" "$@"
}
