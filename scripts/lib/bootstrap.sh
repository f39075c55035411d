# shellcheck shell=bash
# All that a script needs to stand on its own on a fresh machine. Source this one:
#   set -euo pipefail
#   . "$(dirname "${BASH_SOURCE[0]}")/lib/bootstrap.sh"
lib=$(dirname "${BASH_SOURCE[0]}")
# shellcheck source=scripts/lib/common.sh
. "$lib/common.sh"
# shellcheck source=scripts/lib/packages.sh
. "$lib/packages.sh"
# shellcheck source=scripts/lib/python.sh
. "$lib/python.sh"
# shellcheck source=scripts/lib/environments.sh
. "$lib/environments.sh"
# shellcheck source=scripts/lib/node.sh
. "$lib/node.sh"
unset lib
