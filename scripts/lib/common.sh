# shellcheck shell=bash
# What every script here shares: words for the user, the cache folder, long steps and the lock.
# Sourced, never run. The caller has said `set -euo pipefail`.

DIOL_ROOT=$(cd "${BASH_SOURCE[0]%/*}/../.." && pwd -P)
export DIOL_ROOT

# A Python of the caller's own must not reach into the environments made here.
unset PYTHONHOME PYTHONPATH PYTHONSTARTUP VIRTUAL_ENV DIOL_LOCKED
# `ip` and others live in sbin, which a normal user's PATH may lack.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin

say() { printf 'diol: %s\n' "$*" >&2; }

die() {
  printf 'diol: %s\n' "$*" >&2
  exit 1
}

# quietly COMMAND...: its output is worth reading only when it fails.
quietly() {
  local output
  output=$("$@" 2>&1) || { printf '%s\n' "$output" && return 1; }
}

# Sets DIOL_CACHE to an absolute folder that can be written, and exports it.
find_cache() {
  local base=${XDG_CACHE_HOME:-} home=${HOME:-}
  if [ -z "${DIOL_CACHE:-}" ]; then
    case $base in
      /*) ;; # a relative one is to be ignored, says the XDG specification
      *)
        [ -n "$home" ] || home=$(getent passwd "$(id -u)" | cut -d: -f6) || true
        case $home in
          /*) base=${home%/}/.cache ;;
          *) die "no home folder is known; set DIOL_CACHE to a folder for Python and the tools" ;;
        esac
        ;;
    esac
    DIOL_CACHE=$base/diol
  fi
  if [ ! -d "$DIOL_CACHE/logs" ] || [ ! -w "$DIOL_CACHE" ]; then
    mkdir -p "$DIOL_CACHE/logs" 2>/dev/null && [ -w "$DIOL_CACHE" ] ||
      die "cannot write to $DIOL_CACHE; set DIOL_CACHE to a folder that can be written"
  fi
  DIOL_CACHE=$(cd "$DIOL_CACHE" && pwd -P)
  # Neither a program's #! line nor its library path can hold these.
  case $DIOL_CACHE in
    *[[:space:]:]*) die "blanks and colons do not work in '$DIOL_CACHE'; set DIOL_CACHE to another folder" ;;
  esac
  export DIOL_CACHE
}
find_cache

# Shows on a terminal how long a step has taken so far, until it is killed.
show_seconds() {
  local started=$SECONDS
  while sleep 1 && kill -0 $$ 2>/dev/null; do
    printf '\r      %d s ' $((SECONDS - started)) >&2
  done
}

# step NAME TEXT COMMAND...: says TEXT, runs COMMAND with its output in the log NAME, and ends the
# script with the log's last lines when the command fails.
step() {
  local text=$2 log=$DIOL_CACHE/logs/$1.log started=$SECONDS ticker='' status=0
  shift 2
  say "$text ..."
  if [ -t 2 ]; then
    show_seconds &
    ticker=$!
  fi
  "$@" >"$log" 2>&1 </dev/null || status=$?
  if [ -n "$ticker" ]; then
    kill "$ticker" 2>/dev/null || true
    wait "$ticker" 2>/dev/null || true
    printf '\r' >&2
  fi
  if [ "$status" -ne 0 ]; then
    tail -n 30 "$log" | sed 's/^/    /' >&2
    die "that failed (exit $status); the whole log: $log"
  fi
  say "      done in $((SECONDS - started)) s"
}

# locked COMMAND...: only one script at a time makes things in the cache.
locked() {
  if [ -n "${DIOL_LOCKED:-}" ]; then
    "$@"
    return
  fi
  (
    if ! flock --nonblock 9; then
      say "another script is installing; waiting for it ..."
      flock 9
    fi
    DIOL_LOCKED=yes
    # The lock must not live on in a process that the command leaves behind.
    "$@" 9>&-
  ) 9>"$DIOL_CACHE/.lock"
}

# discard FOLDER: the name is free at once, even if the deletion is interrupted.
discard() {
  local grave
  if [ -e "$1" ]; then
    grave=$(mktemp -d "$DIOL_CACHE/.discarded.XXXXXX")
    mv "$1" "$grave/"
  fi
  rm -rf "$DIOL_CACHE"/.discarded.*
}
