"""The entities that every `diol:` entry gets by itself, under fixed names."""

from typing import Any

import esphome.codegen as cg
from esphome.components import (
    binary_sensor,
    button,
    number,
    sensor,
    switch,
    text,
    text_sensor,
)
import esphome.config_validation as cv
from esphome.const import (
    CONF_INTERNAL,
    CONF_MODE,
    CONF_NAME,
    CONF_SENSITIVITY,
    DEVICE_CLASS_PROBLEM,
    ENTITY_CATEGORY_CONFIG,
    ENTITY_CATEGORY_DIAGNOSTIC,
    STATE_CLASS_MEASUREMENT,
    UNIT_PERCENT,
)

CONF_ACCEPT = "accept"
CONF_ANOMALY = "anomaly"
CONF_CANCEL = "cancel"
CONF_CLUSTER = "cluster"
CONF_FIT = "fit"
CONF_KIND = "kind"
CONF_LEARN = "learn"
CONF_MODEL_TEXT = "model_text"
CONF_PAUSE = "pause"
CONF_PREVIOUS = "previous"
CONF_PROGRESS = "progress"
CONF_REASON = "reason"
CONF_SCORE = "score"
CONF_STATUS = "status"
CONF_TEST = "test"

diol_ns = cg.esphome_ns.namespace("diol")
DiolComponent = diol_ns.class_("DiolComponent", cg.Component)
ModelTextEntity = diol_ns.class_("ModelTextEntity", text.Text)
AcceptButton = diol_ns.class_("AcceptButton", button.Button)
CancelButton = diol_ns.class_("CancelButton", button.Button)
LearnButton = diol_ns.class_("LearnButton", button.Button)
PauseSwitch = diol_ns.class_("PauseSwitch", switch.Switch)
PreviousButton = diol_ns.class_("PreviousButton", button.Button)
SensitivityNumber = diol_ns.class_("SensitivityNumber", number.Number)
TestButton = diol_ns.class_("TestButton", button.Button)

# What a model text entity accepts, and how Home Assistant recognises one. The empty text is there
# because Home Assistant raises on a state that does not match; `-` is escaped for browsers, which
# read patterns with the flag v; (?!\n) because Python's $ also matches before a final line feed.
MODEL_TEXT_PATTERN = r"^(DIoL[0-9]{1,2}\.[A-Za-z0-9_\-]{8,249})?$(?!\n)"
MODEL_TEXT_MAX = 255

# key: (name, schema). The names are part of the interface with the integration.
ENTITIES: dict[str, tuple[str, cv.Schema]] = {
    CONF_MODEL_TEXT: (
        "model text",
        text.text_schema(
            ModelTextEntity,
            icon="mdi:text-box-outline",
            entity_category=ENTITY_CATEGORY_CONFIG,
            mode="TEXT",
        ),
    ),
    CONF_ANOMALY: (
        "anomaly",
        binary_sensor.binary_sensor_schema(device_class=DEVICE_CLASS_PROBLEM),
    ),
    CONF_SCORE: (
        "score",
        sensor.sensor_schema(
            icon="mdi:gauge",
            accuracy_decimals=2,
            state_class=STATE_CLASS_MEASUREMENT,
            entity_category=ENTITY_CATEGORY_DIAGNOSTIC,
        ),
    ),
    CONF_PROGRESS: (
        "progress",
        sensor.sensor_schema(
            icon="mdi:progress-clock",
            unit_of_measurement=UNIT_PERCENT,
            accuracy_decimals=0,
            entity_category=ENTITY_CATEGORY_DIAGNOSTIC,
        ),
    ),
    CONF_FIT: (
        "fit",
        sensor.sensor_schema(
            icon="mdi:puzzle-check-outline",
            unit_of_measurement=UNIT_PERCENT,
            accuracy_decimals=0,
            entity_category=ENTITY_CATEGORY_DIAGNOSTIC,
        ),
    ),
    CONF_CLUSTER: (
        "cluster",
        sensor.sensor_schema(
            icon="mdi:shape-outline",
            accuracy_decimals=0,
            entity_category=ENTITY_CATEGORY_DIAGNOSTIC,
        ),
    ),
    CONF_KIND: (
        "kind",
        text_sensor.text_sensor_schema(
            icon="mdi:tag-outline", entity_category=ENTITY_CATEGORY_DIAGNOSTIC
        ),
    ),
    CONF_REASON: (
        "reason",
        text_sensor.text_sensor_schema(
            icon="mdi:comment-alert-outline",
            entity_category=ENTITY_CATEGORY_DIAGNOSTIC,
        ),
    ),
    CONF_STATUS: (
        "status",
        text_sensor.text_sensor_schema(
            icon="mdi:state-machine", entity_category=ENTITY_CATEGORY_DIAGNOSTIC
        ),
    ),
    CONF_LEARN: (
        "learn",
        button.button_schema(
            LearnButton,
            icon="mdi:school-outline",
            entity_category=ENTITY_CATEGORY_CONFIG,
        ),
    ),
    CONF_ACCEPT: (
        "accept as normal",
        button.button_schema(
            AcceptButton,
            icon="mdi:check-decagram-outline",
            entity_category=ENTITY_CATEGORY_CONFIG,
        ),
    ),
    CONF_CANCEL: (
        "cancel learning",
        button.button_schema(
            CancelButton,
            icon="mdi:cancel",
            entity_category=ENTITY_CATEGORY_CONFIG,
        ),
    ),
    CONF_PREVIOUS: (
        "previous model",
        button.button_schema(
            PreviousButton,
            icon="mdi:undo-variant",
            entity_category=ENTITY_CATEGORY_CONFIG,
        ),
    ),
    CONF_TEST: (
        "test alarm",
        button.button_schema(
            TestButton,
            icon="mdi:bell-ring-outline",
            entity_category=ENTITY_CATEGORY_DIAGNOSTIC,
        ),
    ),
    CONF_PAUSE: (
        "pause",
        # A pause ends with a restart, which is the safe side: so nothing is restored.
        switch.switch_schema(
            PauseSwitch,
            block_inverted=True,
            default_restore_mode="DISABLED",
            icon="mdi:pause-circle-outline",
            entity_category=ENTITY_CATEGORY_CONFIG,
        ),
    ),
    CONF_SENSITIVITY: (
        "sensitivity",
        number.number_schema(
            SensitivityNumber,
            icon="mdi:tune-variant",
            entity_category=ENTITY_CATEGORY_CONFIG,
            # A slider shows neither the number nor steps small enough to choose one.
        ).extend(
            {
                cv.Optional(CONF_MODE, default="BOX"): cv.enum(
                    number.NUMBER_MODES, upper=True
                )
            }
        ),
    ),
}


def add_entities(config: dict[str, Any], appliance: str) -> dict[str, Any]:
    """Return the configuration with all entities in it, each under its fixed name.

    Other options of theirs can be set below their key (`score: {filters: …}`).
    """
    config = dict(config)
    infix = f"{appliance} " if appliance else ""
    for key, (name, _) in ENTITIES.items():
        entity = dict(config.get(key) or {})
        for fixed in (CONF_NAME, CONF_INTERNAL):
            if fixed in entity:
                raise cv.Invalid(
                    f"'{fixed}' of DIoL's entities is fixed: Home Assistant finds them by it. "
                    "Leave it out; several appliances are told apart by 'appliance:'",
                    [key, fixed],
                )
        config[key] = {**entity, CONF_NAME: f"DIoL {infix}{name}"}
    return config


async def entities_to_code(var: cg.MockObj, config: dict[str, Any]) -> None:
    reporter = var.get_reporter()
    model_text = await text.new_text(
        config[CONF_MODEL_TEXT],
        min_length=0,
        max_length=MODEL_TEXT_MAX,
        pattern=MODEL_TEXT_PATTERN,
    )
    sensitivity = await number.new_number(
        config[CONF_SENSITIVITY], min_value=0.1, max_value=10, step=0.1
    )
    pause = await switch.new_switch(config[CONF_PAUSE])
    buttons = [
        await button.new_button(config[key])
        for key in (CONF_LEARN, CONF_CANCEL, CONF_ACCEPT, CONF_PREVIOUS, CONF_TEST)
    ]
    for entity in (model_text, sensitivity, pause, *buttons):
        await cg.register_parented(entity, var)
    cg.add(var.set_pause_switch(pause))
    cg.add(var.set_sensitivity_number(sensitivity))
    cg.add(reporter.set_model_text(model_text))
    cg.add(
        reporter.set_anomaly(
            await binary_sensor.new_binary_sensor(config[CONF_ANOMALY])
        )
    )
    for key in (CONF_SCORE, CONF_PROGRESS, CONF_FIT, CONF_CLUSTER):
        cg.add(getattr(reporter, f"set_{key}")(await sensor.new_sensor(config[key])))
    for key in (CONF_KIND, CONF_REASON, CONF_STATUS):
        cg.add(
            getattr(reporter, f"set_{key}")(
                await text_sensor.new_text_sensor(config[key])
            )
        )
