"""Actions and conditions for users' automations. To import this registers them."""

from typing import Any

from esphome import automation
import esphome.codegen as cg
import esphome.config_validation as cv
from esphome.const import CONF_MODE, CONF_MODEL

from .entity_config import DiolComponent, diol_ns

CONF_HOURS = "hours"
MAX_HOURS = 672

ImportMode = diol_ns.enum("ImportMode", is_class=True)
IMPORT_MODES = {"adapt": ImportMode.ADAPT, "exact": ImportMode.EXACT}


def import_mode(option: str) -> Any:
    """Validate what is done with a model text, under the name of that option."""

    def validator(value: Any) -> Any:
        if value not in IMPORT_MODES:
            raise cv.Invalid(
                f"{option} must be 'adapt' (fit the text to this appliance first) or 'exact' "
                f"(use it as it is); '{value}' is neither"
            )
        return cv.enum(IMPORT_MODES)(value)

    return validator


def _hours(example: str, least: float) -> Any:
    """Validate a time in hours, or a lambda for it; 0 is as configured."""

    def validator(value: Any) -> float:
        try:
            hours = float(cv.float_(value))
        except cv.Invalid:
            hours = -1.0
        if hours != 0 and not least <= hours <= MAX_HOURS:
            raise cv.Invalid(
                f"hours must be a number from {least:g} to {MAX_HOURS}, for example {example}; "
                f"leave it out for what is configured; '{value}' is neither"
            )
        return hours

    return cv.templatable(validator)


for _name, _call, _example, _least in (
    ("learn", "start_learning({})", "48", 6),
    ("pause", "pause({})", "12", 0.1),
):
    automation.register_apply_action(
        f"diol.{_name}",
        automation.maybe_simple_id(
            {
                cv.GenerateID(): cv.use_id(DiolComponent),
                cv.Optional(CONF_HOURS, default=0): _hours(_example, _least),
            }
        ),
        automation.ApplyCall(_call, ((CONF_HOURS, cg.float_),)),
    )
for _name, _call in (
    ("accept", "accept()"),
    ("forget", "forget()"),
    ("cancel", "cancel()"),
    ("previous", "use_previous()"),
    ("test", "test_alarm()"),
    ("resume", "end_pause()"),
):
    automation.register_apply_action(
        f"diol.{_name}",
        automation.maybe_simple_id({cv.GenerateID(): cv.use_id(DiolComponent)}),
        automation.ApplyCall(_call),
    )
automation.register_apply_action(
    "diol.import",
    cv.Schema(
        {
            cv.GenerateID(): cv.use_id(DiolComponent),
            cv.Required(CONF_MODEL): cv.templatable(cv.string_strict),
            cv.Optional(CONF_MODE, default="adapt"): import_mode(CONF_MODE),
        }
    ),
    automation.ApplyCall(
        "start_import({}, {})", ((CONF_MODEL, cg.std_string), (CONF_MODE, ImportMode))
    ),
)
automation.register_apply_condition(
    "diol.is_anomalous",
    automation.maybe_simple_id({cv.GenerateID(): cv.use_id(DiolComponent)}),
    "is_anomalous()",
)
automation.register_apply_condition(
    "diol.is_paused",
    automation.maybe_simple_id({cv.GenerateID(): cv.use_id(DiolComponent)}),
    "is_paused()",
)
