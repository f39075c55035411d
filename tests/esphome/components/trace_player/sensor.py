"""A power sensor that plays a CSV trace in trace time and is DIoL's clock meanwhile.

Actions, each answered with success or an error text:
  trace_load(path)                  reads `t,power` lines, plain or .csv.gz, and goes to the first
  trace_play(until_s, speed)        plays on to trace time until_s (0: the end); speed 0 is as fast
                                    as possible, else a multiple of real time
  trace_seek(t)                     goes to trace time t, in either direction
  trace_loop(from_s, to_s, speed)   plays that span again and again
  trace_delta(watts)                from now on gives only what differs that much, as a filter `delta:`; 0: everything
  trace_scores(path)                from now on writes one line a minute `t,score,anomaly,cluster`; ""
                                    ends
"""

from typing import Any

import esphome.codegen as cg
import esphome.config_validation as cv
from esphome.const import (
    CONF_NAME,
    DEVICE_CLASS_DURATION,
    DEVICE_CLASS_POWER,
    ENTITY_CATEGORY_DIAGNOSTIC,
    STATE_CLASS_MEASUREMENT,
    UNIT_SECOND,
    UNIT_WATT,
)

from esphome.components import sensor
from esphome.components.diol import Clock

DEPENDENCIES = ["api"]

CONF_TRACE_TIME = "trace_time"

trace_player_ns = cg.esphome_ns.namespace("trace_player")
TracePlayer = trace_player_ns.class_("TracePlayer", sensor.Sensor, cg.Component, Clock)

CONFIG_SCHEMA = cv.All(
    sensor.sensor_schema(
        TracePlayer,
        unit_of_measurement=UNIT_WATT,
        accuracy_decimals=1,
        device_class=DEVICE_CLASS_POWER,
        state_class=STATE_CLASS_MEASUREMENT,
    )
    .extend(
        {
            cv.Optional(
                CONF_TRACE_TIME, default={CONF_NAME: "Trace time"}
            ): sensor.sensor_schema(
                unit_of_measurement=UNIT_SECOND,
                accuracy_decimals=0,
                device_class=DEVICE_CLASS_DURATION,
                entity_category=ENTITY_CATEGORY_DIAGNOSTIC,
            )
        }
    )
    .extend(cv.COMPONENT_SCHEMA),
    cv.only_on("host"),
)


async def to_code(config: dict[str, Any]) -> None:
    var = await sensor.new_sensor(config)
    await cg.register_component(var, config)
    cg.add(var.set_trace_time(await sensor.new_sensor(config[CONF_TRACE_TIME])))
