"""DIoL: learns on the plug how an appliance draws power, and tells when it stops behaving so."""

import logging
import re
from typing import Any

from esphome import automation
import esphome.codegen as cg
from esphome.components import sensor, switch
from esphome.components.mdns import CONF_TXT
import esphome.config_validation as cv
from esphome.const import (
    CONF_AUTH,
    CONF_DISABLED,
    CONF_ID,
    CONF_MDNS,
    CONF_PORT,
    CONF_POWER,
    CONF_PROTOCOL,
    CONF_SERVICE,
    CONF_SERVICES,
    CONF_UNIT_OF_MEASUREMENT,
    UNIT_WATT,
)
from esphome.core import CORE, TimePeriodSeconds
import esphome.final_validate as fv
from esphome.helpers import fnv1_hash

from . import actions, storage
from .entity_config import (
    ENTITIES,
    DiolComponent,
    add_entities,
    diol_ns,
    entities_to_code,
)

CODEOWNERS: list[str] = []
DEPENDENCIES = ["api"]
AUTO_LOAD = [
    "binary_sensor",
    "button",
    "number",
    "sensor",
    "switch",
    "text",
    "text_sensor",
]
MULTI_CONF = True

_LOGGER = logging.getLogger(__name__)

DOMAIN = "diol"
VERSION = "0.1.0"
CONF_ADAPT_FOR = "adapt_for"
CONF_APPLIANCE = "appliance"
CONF_CLOCK = "clock"
CONF_IMPORT_MODE = "import_mode"
CONF_LEARN_AT_START = "learn_at_start"
CONF_LEARN_FOR = "learn_for"
CONF_ON_ANOMALY = "on_anomaly"
CONF_ON_CLEAR = "on_clear"
CONF_ON_LEARNED = "on_learned"
CONF_PAUSE_FOR = "pause_for"
CONF_RELAY = "relay"

_MDNS_SERVICE = "_diol"

Clock = diol_ns.class_("Clock")


def _hours(option: str, least: int, most: int, example: str) -> Any:
    """Validate a time in whole hours, with bounds told in the message."""

    def validator(value: Any) -> TimePeriodSeconds:
        hint = f"{option} must be whole hours from {least}h to {most}h, for example '{example}'"
        try:
            period = cv.positive_time_period_seconds(value)
        except cv.Invalid as err:
            raise cv.Invalid(f"{hint} ({err})") from err
        hours, rest = divmod(period.total_seconds, 3600)
        if rest or not least <= hours <= most:
            raise cv.Invalid(f"{hint}; '{value}' is not")
        return period

    return validator


def _appliance(value: Any) -> str:
    name: str = cv.string_strict(value)
    if not re.fullmatch(r"\w(?:[\w \-]{0,22}\w)?", name):
        raise cv.Invalid(
            "appliance must be a short name of at most 24 letters, digits, blanks or hyphens, "
            f"for example 'fridge'; '{name}' is not"
        )
    return name


def _learn_at_start(value: Any) -> bool:
    try:
        return bool(cv.boolean(value))
    except cv.Invalid as err:
        raise cv.Invalid(
            "learn_at_start must be true (a new plug begins to learn when something draws power) or "
            f"false (it learns when told to); '{value}' is neither"
        ) from err


def _add_entities(config: Any) -> Any:
    if not isinstance(config, dict):
        raise cv.Invalid(
            "diol needs at least 'power:' with the id of the sensor that meters, for example\n"
            "diol:\n  power: plug_power"
        )
    return add_entities(
        config, _appliance(config[CONF_APPLIANCE]) if CONF_APPLIANCE in config else ""
    )


CONFIG_SCHEMA = cv.All(
    cv.require_esphome_version(2026, 10, 0),
    _add_entities,
    cv.Schema(
        {
            cv.GenerateID(): cv.declare_id(DiolComponent),
            cv.Required(
                CONF_POWER,
                msg="diol needs 'power:' with the id of the sensor that meters, in watts",
            ): cv.use_id(sensor.Sensor),
            cv.Optional(CONF_LEARN_FOR, default="216h"): _hours(
                CONF_LEARN_FOR, 6, 672, "216h"
            ),
            cv.Optional(CONF_ADAPT_FOR, default="24h"): _hours(
                CONF_ADAPT_FOR, 1, 168, "24h"
            ),
            cv.Optional(CONF_PAUSE_FOR, default="24h"): _hours(
                CONF_PAUSE_FOR, 1, 672, "24h"
            ),
            cv.Optional(CONF_LEARN_AT_START, default=True): _learn_at_start,
            cv.Optional(CONF_RELAY): cv.use_id(switch.Switch),
            cv.Optional(CONF_IMPORT_MODE, default="adapt"): actions.import_mode(
                CONF_IMPORT_MODE
            ),
            cv.Optional(CONF_APPLIANCE): _appliance,
            cv.Optional(CONF_CLOCK): cv.use_id(Clock),
            cv.Optional(CONF_ON_ANOMALY): automation.validate_automation({}),
            cv.Optional(CONF_ON_CLEAR): automation.validate_automation({}),
            cv.Optional(CONF_ON_LEARNED): automation.validate_automation({}),
            **{cv.Required(key): schema for key, (_, schema) in ENTITIES.items()},
        }
    ).extend(cv.COMPONENT_SCHEMA),
)


def _announce(full: dict[str, Any]) -> None:
    """Announce DIoL in the network, as if the user had written the service.

    Home Assistant loads an integration that has no plug yet only when it sees such a service, so
    without it nobody's first plug would be discovered.
    """
    mdns = full.get(CONF_MDNS)
    if mdns is None or mdns[CONF_DISABLED]:
        return
    if any(service[CONF_SERVICE] == _MDNS_SERVICE for service in mdns[CONF_SERVICES]):
        return
    mdns[CONF_SERVICES].append(
        {
            CONF_SERVICE: _MDNS_SERVICE,
            CONF_PROTOCOL: "_tcp",
            CONF_PORT: full["api"][CONF_PORT],
            CONF_TXT: {},
        }
    )


def _final_validate(config: dict[str, Any]) -> dict[str, Any]:
    full = fv.full_config.get()
    _announce(full)
    if config[CONF_ID] == full[DOMAIN][0][CONF_ID]:
        storage.tell(full, len(full[DOMAIN]))
        if "web_server" in full and CONF_AUTH not in full["web_server"]:
            _LOGGER.warning(
                "diol: with 'web_server:' everybody in your network can replace the model; "
                "leave it out, or give it an 'auth:' with username and password"
            )
    # As if the user had written it: the actions are registered from C++.
    full["api"]["custom_services"] = True

    meter = full.get_config_for_path(full.get_path_for_id(config[CONF_POWER])[:-1])
    unit = meter.get(CONF_UNIT_OF_MEASUREMENT)
    if unit not in (None, UNIT_WATT):
        raise cv.Invalid(
            f"'{config[CONF_POWER]}' meters in {unit}; give the id of the sensor that meters "
            "power in W (not energy)",
            [CONF_POWER],
        )
    names = [other.get(CONF_APPLIANCE, "") for other in full[DOMAIN]]
    if len(set(names)) < len(names) or (len(names) > 1 and "" in names):
        raise cv.Invalid(
            "with several diol: entries each needs an 'appliance:' of its own, "
            "for example 'fridge' and 'freezer'"
        )
    return config


FINAL_VALIDATE_SCHEMA = _final_validate

_AUTOMATIONS = (
    automation.CallbackAutomation(
        CONF_ON_ANOMALY,
        "add_on_anomaly_callback",
        [(cg.std_string, "kind"), (cg.std_string, "reason")],
    ),
    automation.CallbackAutomation(CONF_ON_CLEAR, "add_on_clear_callback"),
    automation.CallbackAutomation(CONF_ON_LEARNED, "add_on_learned_callback"),
)


async def to_code(config: dict[str, Any]) -> None:
    var = cg.new_Pvariable(config[CONF_ID])
    await cg.register_component(var, config)
    cg.add(var.set_power(await cg.get_variable(config[CONF_POWER])))
    cg.add(var.set_learn_for(int(config[CONF_LEARN_FOR].total_hours)))
    cg.add(var.set_adapt_for(int(config[CONF_ADAPT_FOR].total_hours)))
    cg.add(var.set_pause_for(int(config[CONF_PAUSE_FOR].total_hours)))
    cg.add(var.set_learn_at_start(config[CONF_LEARN_AT_START]))
    if relay := config.get(CONF_RELAY):
        cg.add(var.set_relay(await cg.get_variable(relay)))
    cg.add(var.set_import_mode(config[CONF_IMPORT_MODE]))
    if appliance := config.get(CONF_APPLIANCE):
        cg.add(var.set_appliance(appliance, f"{DOMAIN}.{appliance}"))
    if clock := config.get(CONF_CLOCK):
        cg.add(var.set_clock(await cg.get_variable(clock)))
    # What was kept is found again by this, so it must not depend on an entity's name or on the
    # order of entries, as an id that ESPHome made up does.
    own_id = config[CONF_ID]
    identity = own_id.id if own_id.is_manual else config.get(CONF_APPLIANCE, "")
    slots = (0, 1, "previous 0", "previous 1", "pieces")
    keys = [fnv1_hash(f"{DOMAIN}:{identity}:{slot}") for slot in slots]
    ids = [entry[CONF_ID] for entry in CORE.config[DOMAIN]]
    cg.add(var.set_place(*keys, ids.index(own_id)))
    storage.to_code(CORE.config)

    cg.add_define("DIOL_VERSION", VERSION)
    # Every chip has to come to the same scores, so no fused multiply-add.
    cg.add_build_flag("-ffp-contract=off")
    # Needed to answer an action.
    cg.add_define("USE_API_USER_DEFINED_ACTION_RESPONSES")
    await entities_to_code(var, config)
    await automation.build_callback_automations(var, config, _AUTOMATIONS)
