# shellcheck shell=bash
# CPython >= 3.14.2, which Home Assistant asks for: need_python sets DIOL_PYTHON to its path.
# Looked for in this order: the one found last time, PATH, uv, Debian's own of a newer release.

# Complete enough to make environments and to build wheels in them. The pinned packages are for 3.14.
python_is_good() {
  [ -n "$1" ] && "$1" - 2>/dev/null <<'PYTHON'
import bz2, ctypes, ensurepip, lzma, os, sqlite3, ssl, sys, sysconfig, venv, zlib

header = os.path.join(sysconfig.get_path("include"), "Python.h")
sys.exit(not ((3, 14, 2) <= sys.version_info < (3, 15) and os.path.exists(header)))
PYTHON
}

# The interpreter itself: not a shim, nor one inside a virtual environment that may go away.
real_python() { "$1" -c 'import sys; print(sys._base_executable)' 2>/dev/null; }

uv_python() {
  local UV_PYTHON_INSTALL_DIR=$DIOL_CACHE/python-uv
  export UV_PYTHON_INSTALL_DIR UV_PYTHON_INSTALL_BIN=0 UV_HTTP_RETRIES=0
  timeout 300 uv python install 3.14 >&2 || return
  uv python find --no-project --managed-python '>=3.14.2,<3.15'
}

remember_python() {
  printf '%s\n' "$1" >"$DIOL_CACHE/python-path.new"
  mv "$DIOL_CACHE/python-path.new" "$DIOL_CACHE/python-path"
}

make_python() {
  local name found
  for name in python3.14 python3 python; do
    found=$(real_python "$name") || continue
    if python_is_good "$found"; then
      remember_python "$found"
      return
    fi
  done
  if command -v uv >/dev/null; then
    say "getting Python 3.14 with uv ..."
    found=$(uv_python 2>"$DIOL_CACHE/logs/uv.log") || found=''
    if python_is_good "$found"; then
      remember_python "$found"
      return
    fi
    say "      uv could not (its words: $DIOL_CACHE/logs/uv.log)"
  fi
  if ! command -v apt-get >/dev/null || [ ! -r /usr/share/keyrings/debian-archive-keyring.gpg ]; then
    die "this needs Python 3.14.2 or later with its headers; install it, or uv, and start again"
  fi
  rm -rf "$DIOL_CACHE"/python.new.* # what a killed run left
  step python "getting Python 3.14 as Debian builds it (about 15 s)" \
    "$DIOL_ROOT/scripts/lib/debian-python.sh" "$DIOL_CACHE/python"
  found=$DIOL_CACHE/python/usr/bin/python3.14
  python_is_good "$found" || die "the Python in $DIOL_CACHE/python does not run; see $DIOL_CACHE/logs/python.log"
  remember_python "$found"
}

need_python() {
  DIOL_PYTHON=''
  if [ -r "$DIOL_CACHE/python-path" ]; then read -r DIOL_PYTHON <"$DIOL_CACHE/python-path" || true; fi
  if ! python_is_good "$DIOL_PYTHON"; then
    locked make_python
    read -r DIOL_PYTHON <"$DIOL_CACHE/python-path"
  fi
}
