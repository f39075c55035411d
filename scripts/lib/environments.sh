# shellcheck shell=bash
# The virtual environments. need_environment NAME makes one if it is missing or was made from other
# pins; python_of NAME prints its interpreter. NAME is homeassistant, esphome, bench, mcu,
# fuzz or card: the first two each want another aioesphomeapi, only the bench needs the libraries that it compares
# with, mcu needs next to nothing, and card holds Node.js.

# Count this up when the way of making an environment changes.
ENVIRONMENT_RECIPE=1
# What the real Home Assistant of demo and tests loads; their packages are installed beforehand,
# so that it never calls pip while it runs.
HOMEASSISTANT_INTEGRATIONS=(esphome frontend history logbook recorder zeroconf)

environment_of() { printf '%s\n' "$DIOL_CACHE/env-$1"; }
python_of() { printf '%s\n' "$DIOL_CACHE/env-$1/bin/python"; }

# Sets GROUPS_OF to the dependency groups of pyproject.toml that an environment holds.
find_groups() {
  case $1 in
    homeassistant) GROUPS_OF=(homeassistant test-homeassistant lint) ;;
    esphome) GROUPS_OF=(esphome test-esphome) ;;
    bench) GROUPS_OF=(bench test-esphome) ;;
    mcu) GROUPS_OF=(test-esphome) ;;
    fuzz) GROUPS_OF=(fuzz) ;;
    card) GROUPS_OF=(card) ;;
    *) die "there is no environment named '$1'" ;;
  esac
}

# The pins of the groups: from `NAME = [` to the closing bracket.
pins_of() {
  local group
  for group in "$@"; do
    awk -v start="$group = [" 'index($0, start) == 1 { on = 1 } on { print } on && /\]$/ { exit }' \
      "$DIOL_ROOT/pyproject.toml"
  done
}

stamp_of() {
  find_groups "$1"
  {
    printf '%s\n' "$ENVIRONMENT_RECIPE" "$DIOL_CACHE"
    pins_of "${GROUPS_OF[@]}"
    [ "$1" != homeassistant ] || printf '%s\n' "${HOMEASSISTANT_INTEGRATIONS[@]}"
  } | sha256sum
}

environment_is_ready() {
  local folder=$DIOL_CACHE/env-$1
  # A dangling bin/python means that the Python below it is gone.
  [ -x "$folder/bin/python" ] && [ -r "$folder/.stamp" ] && [ "$(<"$folder/.stamp")" = "$2" ]
}

# The user's own pip settings hold, but these would lead out of the environment.
pip_install() { PIP_USER=0 PIP_TARGET='' PIP_PREFIX='' "$1/bin/python" -m pip install --no-input "${@:2}"; }

install_integrations() {
  local folder=$1 list=$1/integrations.txt
  "$folder/bin/python" "$DIOL_ROOT/scripts/lib/integration_packages.py" "${HOMEASSISTANT_INTEGRATIONS[@]}" >"$list" &&
    pip_install "$folder" --requirement "$list" \
      --constraint "$("$folder/bin/python" -c 'import homeassistant as h; print(h.__path__[0])')/package_constraints.txt"
}

make_environment() {
  local name=$1 stamp=$2 folder=$DIOL_CACHE/env-$1 group groups=()
  environment_is_ready "$name" "$stamp" && return
  need_packages g++ # a few packages come as source
  need_python
  find_groups "$name"
  for group in "${GROUPS_OF[@]}"; do groups+=(--group "$DIOL_ROOT/pyproject.toml:$group"); done
  # Paths are written into an environment, so it cannot be made under another name. The stamp comes
  # last: without it, whatever an interruption left behind is made anew.
  discard "$folder"
  step "env-$name" "making the environment '$name'" "$DIOL_PYTHON" -m venv "$folder"
  case $name in
    homeassistant)
      step "env-$name" "installing Home Assistant with test tools (about 2 min)" pip_install "$folder" "${groups[@]}"
      step "env-$name-integrations" "installing what its integrations need (about 1 min)" install_integrations "$folder"
      ;;
    esphome) step "env-$name" "installing ESPHome (about 1 min)" pip_install "$folder" "${groups[@]}" ;;
    bench) step "env-$name" "installing what the bench compares with (about 1 min)" pip_install "$folder" "${groups[@]}" ;;
    mcu) step "env-$name" "installing pytest" pip_install "$folder" "${groups[@]}" ;;
    fuzz) step "env-$name" "installing atheris" pip_install "$folder" "${groups[@]}" ;;
    card) step "env-$name" "installing Node.js" pip_install "$folder" "${groups[@]}" ;;
  esac
  printf '%s\n' "$stamp" >"$folder/.stamp"
}

need_environment() {
  local stamp
  stamp=$(stamp_of "$1")
  environment_is_ready "$1" "$stamp" || locked make_environment "$1" "$stamp"
}
