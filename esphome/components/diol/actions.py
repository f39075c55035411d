"""Actions and conditions for users' automations. To import this registers them."""

from typing import Any

from esphome import automation
import esphome.codegen as cg
import esphome.config_validation as cv
from esphome.const import CONF_MODE, CONF_MODEL

from .entity_config import DiolComponent, diol_ns

CONF_HOURS = "hours"

ImportMode = diol_ns.enum("ImportMode", is_class=True)
IMPORT_MODES = {"adapt": ImportMode.ADAPT, "exact": ImportMode.EXACT}


def import_mode(value: Any) -> Any:
    """Validate what is done with a model text."""
    if value not in IMPORT_MODES:
        raise cv.Invalid(
            "import_mode must be 'adapt' (fit a written text to this appliance first) or 'exact' "
            f"(use it as it is); '{value}' is neither"
        )
    return cv.enum(IMPORT_MODES)(value)


automation.register_apply_action(
    "diol.learn",
    cv.Schema(
        {
            cv.GenerateID(): cv.use_id(DiolComponent),
            cv.Optional(CONF_HOURS, default=0): cv.templatable(
                cv.float_range(min=0, max=672)
            ),
        }
    ),
    automation.ApplyCall("start_learning({})", ((CONF_HOURS, cg.float_),)),
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
    "diol.pause",
    cv.Schema(
        {
            cv.GenerateID(): cv.use_id(DiolComponent),
            cv.Optional(CONF_HOURS, default=0): cv.templatable(
                cv.float_range(min=0, max=672)
            ),
        }
    ),
    automation.ApplyCall("pause({})", ((CONF_HOURS, cg.float_),)),
)
automation.register_apply_action(
    "diol.import",
    cv.Schema(
        {
            cv.GenerateID(): cv.use_id(DiolComponent),
            cv.Required(CONF_MODEL): cv.templatable(cv.string_strict),
            cv.Optional(CONF_MODE, default="adapt"): import_mode,
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
