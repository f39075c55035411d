"""Print the packages that the named integrations of the installed Home Assistant ask for.

Home Assistant installs what an integration needs when it first loads it. This prints the same
list beforehand: for the named integrations, what they depend on or would use if it is there,
and all that Home Assistant loads unasked.
"""

import argparse
from collections.abc import Iterable
import json
from pathlib import Path

import homeassistant
from homeassistant import bootstrap

COMPONENTS = Path(homeassistant.__path__[0]) / "components"
# Debugging aids, which Home Assistant loads only when they are configured.
ONLY_IF_CONFIGURED = {"debugpy", "sentry"}


def manifest(domain: str) -> dict[str, list[str]]:
    """Return what the integration says about itself."""
    text = (COMPONENTS / domain / "manifest.json").read_text(encoding="utf-8")
    fields: dict[str, list[str]] = json.loads(text)
    return fields


def loaded_unasked() -> set[str]:
    """Return the integrations that every Home Assistant loads."""
    domains = set(bootstrap.CORE_INTEGRATIONS) | set(bootstrap.DEFAULT_INTEGRATIONS)
    for _, stage, _ in bootstrap.STAGE_0_INTEGRATIONS:
        domains |= set(stage)
    return domains - ONLY_IF_CONFIGURED


def with_dependencies(named: Iterable[str]) -> set[str]:
    """Return the integrations, those loaded unasked, and all that they depend on."""
    waiting = set(named) | loaded_unasked()
    for domain in named:
        waiting |= set(manifest(domain).get("after_dependencies", []))
    found: set[str] = set()
    while waiting:
        domain = waiting.pop()
        found.add(domain)
        waiting |= set(manifest(domain).get("dependencies", [])) - found
    return found


def main() -> None:
    """Print one requirement a line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("domain", nargs="+")
    domains = with_dependencies(parser.parse_args().domain)
    requirements = {r for d in domains for r in manifest(d).get("requirements", [])}
    print("\n".join(sorted(requirements)))


if __name__ == "__main__":
    main()
