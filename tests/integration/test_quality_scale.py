"""Tests that hold the quality scale to what can be seen without running anything."""

import json
from pathlib import Path
import re
import struct

from homeassistant.util.yaml import load_yaml_dict
import pytest

import custom_components.diol
from custom_components.diol import PLATFORMS

INTEGRATION = Path(custom_components.diol.__file__).parent
DOCS = INTEGRATION.parents[1] / "docs"
RULES = load_yaml_dict(str(INTEGRATION / "quality_scale.yaml"))["rules"]
MODULES = {path.stem: path.read_text() for path in sorted(INTEGRATION.glob("*.py"))}
ENGLISH = json.loads((INTEGRATION / "translations" / "en.json").read_text())
ICONS = json.loads((INTEGRATION / "icons.json").read_text())
# All rules of Home Assistant 2026.10.
KNOWN = [
    "action-setup",
    "appropriate-polling",
    "brands",
    "common-modules",
    "config-flow",
    "config-flow-test-coverage",
    "dependency-transparency",
    "docs-actions",
    "docs-conditions",
    "docs-high-level-description",
    "docs-installation-instructions",
    "docs-removal-instructions",
    "docs-triggers",
    "entity-event-setup",
    "entity-unique-id",
    "has-entity-name",
    "runtime-data",
    "test-before-configure",
    "test-before-setup",
    "unique-config-entry",
    "action-exceptions",
    "config-entry-unloading",
    "docs-configuration-parameters",
    "docs-installation-parameters",
    "entity-unavailable",
    "integration-owner",
    "log-when-unavailable",
    "parallel-updates",
    "reauthentication-flow",
    "test-coverage",
    "devices",
    "diagnostics",
    "discovery",
    "discovery-update-info",
    "docs-data-update",
    "docs-examples",
    "docs-known-limitations",
    "docs-supported-devices",
    "docs-supported-functions",
    "docs-troubleshooting",
    "docs-use-cases",
    "dynamic-devices",
    "entity-category",
    "entity-device-class",
    "entity-disabled-by-default",
    "entity-translations",
    "exception-translations",
    "icon-translations",
    "reconfiguration-flow",
    "repair-issues",
    "stale-devices",
    "async-dependency",
    "inject-websession",
    "strict-typing",
]
# Where what a rule asks for is described, and under which heading.
DESCRIBED = {
    "docs-actions": ("library.md", "Actions"),
    "docs-conditions": ("automations.md", "Conditions"),
    "docs-configuration-parameters": ("home-assistant.md", "Options"),
    "docs-data-update": ("home-assistant.md", "How data is updated"),
    "docs-examples": ("automations.md", "Blueprints"),
    "docs-high-level-description": ("home-assistant.md", "DIoL in Home Assistant"),
    "docs-installation-instructions": ("home-assistant.md", "Installation"),
    "docs-installation-parameters": ("home-assistant.md", "Installation"),
    "docs-known-limitations": ("home-assistant.md", "Known limitations"),
    "docs-removal-instructions": ("home-assistant.md", "Removal"),
    "docs-supported-devices": ("home-assistant.md", "Supported devices"),
    "docs-supported-functions": ("home-assistant.md", "What there is"),
    "docs-triggers": ("automations.md", "Triggers"),
    "docs-troubleshooting": ("home-assistant.md", "Troubleshooting"),
    "docs-use-cases": ("home-assistant.md", "Use cases"),
}


def test_every_rule_is_kept_or_exempt_with_a_sentence() -> None:
    """None is left out, and none is open."""
    assert sorted(RULES) == sorted(KNOWN)
    assert len(KNOWN) == 54
    for rule, state in RULES.items():
        if state != "done":
            assert state["status"] == "exempt", rule
            assert state["comment"].endswith("."), rule


@pytest.mark.parametrize(
    "rule", sorted(rule for rule in RULES if rule.startswith("docs-"))
)
def test_what_has_to_be_described_is(rule: str) -> None:
    """Under a heading of its own, with something below it."""
    page, heading = DESCRIBED[rule]
    found = re.search(
        rf"^#+ {re.escape(heading)}\n\n(.+?)(?=^#|\Z)",
        (DOCS / page).read_text(),
        re.MULTILINE | re.DOTALL,
    )
    assert found is not None
    assert len(found[1]) > 100


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_platform_says_how_many_updates_run_at_once(platform: str) -> None:
    """Rule parallel-updates."""
    assert re.search(r"^PARALLEL_UPDATES = \d+$", MODULES[platform], re.MULTILINE)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_entity_has_a_name_and_an_icon(platform: str) -> None:
    """Rules entity-translations and icon-translations; a device class brings its own icon."""
    keys = set(re.findall(r'translation_key="(\w+)"', MODULES[platform]))
    assert keys == set(ENGLISH["entity"][platform])
    with_icon = set(ICONS["entity"].get(platform, {}))
    if "DeviceClass.PROBLEM" not in MODULES[platform]:
        assert with_icon == keys


def test_each_error_has_its_words_and_each_word_its_error() -> None:
    """Rule exception-translations."""
    code = "\n".join(MODULES.values())
    # Keys that are put together from a code are held to the codes elsewhere.
    words = {
        key
        for key in ENGLISH["exceptions"]
        if not key.startswith(("refused", "warned_", "text_", "given_"))
    }
    for key in words:
        assert f'"{key}"' in code, key
    for key in re.findall(r'translation_key="(\w+)"', code):
        assert any(
            key in ENGLISH[part] or any(key in one for one in ENGLISH[part].values())
            for part in ("exceptions", "entity", "issues")
        ), key


@pytest.mark.parametrize("part", ["services", "triggers", "conditions"])
def test_what_is_offered_in_the_ui_has_words_and_icons(part: str) -> None:
    """Rules docs-actions and icon-translations: names, descriptions and fields."""
    offered = {
        key: described
        for key, described in load_yaml_dict(str(INTEGRATION / f"{part}.yaml")).items()
        # What several have in common.
        if not key.startswith(".")
    }
    assert set(offered) == set(ENGLISH[part]) == set(ICONS[part])
    for key, described in offered.items():
        words = ENGLISH[part][key]
        assert words["name"]
        assert words["description"].endswith(".")
        fields = (described or {}).get("fields", {})
        assert set(fields) == set(words.get("fields", {}))
        if part == "services":
            assert f"`diol.{key}`" in (DOCS / "library.md").read_text()


def test_every_step_of_a_flow_says_what_its_fields_are() -> None:
    """Rule config-flow."""
    for part in ("config", "options"):
        for step in ENGLISH[part]["step"].values():
            assert set(step.get("data", {})) == set(step.get("data_description", {}))


@pytest.mark.parametrize(
    ("name", "height", "square"),
    [
        ("icon", 256, True),
        ("icon@2x", 512, True),
        ("logo", 256, False),
        ("logo@2x", 512, False),
        ("dark_logo", 256, False),
        ("dark_logo@2x", 512, False),
    ],
)
def test_the_brand_images_have_the_sizes_that_are_asked_for(
    name: str, height: int, *, square: bool
) -> None:
    """Rule brands."""
    image = (INTEGRATION / "brand" / f"{name}.png").read_bytes()
    assert image[:8] == b"\x89PNG\r\n\x1a\n"
    width, found = struct.unpack(">II", image[16:24])
    assert found == height
    assert (width == height) == square
    assert len(image) < 40_000


def test_nothing_is_needed_that_home_assistant_does_not_bring() -> None:
    """Rules dependency-transparency, async-dependency and inject-websession."""
    manifest = json.loads((INTEGRATION / "manifest.json").read_text())
    assert manifest["requirements"] == []
    assert manifest["codeowners"]
    code = "\n".join(MODULES.values())
    assert not re.search(r"^\s*(?:import|from) (?:aiohttp|requests|httpx)", code, re.M)
    assert "async_add_executor_job(sleep" not in code
