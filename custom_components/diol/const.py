"""Constants of the DIoL integration."""

from enum import StrEnum
from typing import Final

DOMAIN: Final = "diol"

# Registry id of the model text entity: it survives renaming, replacing and re-adding the plug.
CONF_MODEL_TEXT: Final = "model_text"

# The firmware's entities that this integration has better ones of, by registry id: whether it has hidden
# them. Each is hidden once at most.
CONF_HIDDEN: Final = "hidden"

# Whether a model is saved in the library by itself when the plug has learnt it.
CONF_SAVE_LEARNT: Final = "save_learnt"


class Mode(StrEnum):
    """What a plug does with a model that is given to it."""

    EXACT = "exact"
    ADAPT = "adapt"


class Status(StrEnum):
    """What a plug is doing, in the firmware's words with underscores."""

    NO_MODEL = "no_model"
    LEARNING = "learning"
    PROVISIONAL = "provisional"
    ADAPTING = "adapting"
    WATCHING = "watching"
    NOT_MEASURING = "not_measuring"
    DOES_NOT_FIT = "does_not_fit"
    PAUSED = "paused"


class Kind(StrEnum):
    """What kind of anomaly it is."""

    RUNS_TOO_LONG = "runs_too_long"
    DOES_NOT_START = "does_not_start"
    FAILS_TO_START = "fails_to_start"
    SHORT_CYCLING = "short_cycling"
    DUTY_HIGH = "duty_high"
    DUTY_LOW = "duty_low"
    POWER_HIGH = "power_high"
    POWER_LOW = "power_low"
    STANDBY_CHANGED = "standby_changed"
    SPIKE = "spike"
    METER_STUCK = "meter_stuck"
    DRIFT = "drift"
    UNUSUAL = "unusual"
