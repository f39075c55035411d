"""Says in the log what a round of the main loop costs, twice, and between does what it is told to."""

from typing import Any

import esphome.codegen as cg
import esphome.config_validation as cv
from esphome.const import CONF_ID

from esphome import automation

CONF_BETWEEN = "between"

LoopCost = cg.esphome_ns.namespace("loop_cost").class_("LoopCost", cg.Component)

CONFIG_SCHEMA = cv.Schema(
    {
        cv.GenerateID(): cv.declare_id(LoopCost),
        cv.Optional(CONF_BETWEEN): automation.validate_automation(single=True),
    }
).extend(cv.COMPONENT_SCHEMA)


async def to_code(config: dict[str, Any]) -> None:
    var = cg.new_Pvariable(config[CONF_ID])
    await cg.register_component(var, config)
    if CONF_BETWEEN in config:
        await automation.build_automation(var.between(), [], config[CONF_BETWEEN])
