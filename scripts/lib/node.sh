# shellcheck shell=bash
# What the card is built with: Node.js from the environment 'card', and npm's packages as card/package-lock.json
# names them. need_node makes both ready; run_node PROGRAM ARGUMENTS... runs a program of the packages in card/.

# Count this up when the way of installing the packages changes.
PACKAGES_RECIPE=1

install_card_packages() {
  local folder=$1 making
  [ ! -e "$folder/.done" ] || return 0
  making=$(mktemp -d "$DIOL_CACHE/.making.XXXXXX")
  cp "$DIOL_ROOT"/card/package{,-lock}.json "$making"
  step card-packages "installing what the card is built with" \
    env "PATH=$(environment_of card)/bin:$PATH" npm ci --prefix "$making" --ignore-scripts --no-audit --no-fund
  touch "$making/.done"
  rm -rf "$folder"
  mkdir -p "${folder%/*}"
  mv "$making" "$folder"
}

need_node() {
  local stamp folder
  need_environment card
  stamp=$({ echo "$PACKAGES_RECIPE" && cat "$DIOL_ROOT"/card/package{,-lock}.json; } | sha256sum)
  folder=$DIOL_CACHE/card/${stamp:0:16}
  [ -e "$folder/.done" ] || locked install_card_packages "$folder"
  # Programs look for packages beside the code that asks for them.
  ln -sfn "$folder/node_modules" "$DIOL_ROOT/card/node_modules"
}

run_node() {
  local program=$1
  shift
  (cd "$DIOL_ROOT/card" && PATH=$(environment_of card)/bin:$PATH "node_modules/.bin/$program" "$@")
}
