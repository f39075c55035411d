"""Where a chip keeps what was learnt, as far as it can be told from the configuration."""

from dataclasses import dataclass
import logging
import re
from typing import Any

import esphome.codegen as cg
from esphome.const import (
    CONF_BOARD,
    CONF_ESPHOME,
    CONF_OTA,
    CONF_PLATFORMIO_OPTIONS,
    PLATFORM_ESP8266,
)
from esphome.core import CORE

_LOGGER = logging.getLogger(__name__)

_LDSCRIPT = "board_build.ldscript"
_KB, _MB = 2**10, 2**20
# Of FlashRegion in flash_region.h
REGION_BYTES = 6 * 4096
# Between the largest sketch and the end of a 2 MB chip, less an update of the largest size that is usual (half of it)
_FREE_IN_2_MB = 0xFB000 // 2

# A layout without a file system has no sector that nobody uses, and with one of 64 KB the preferences
# stay where they are (both end at 0xFB000).
_SCRIPT_OF_1_MB = "eagle.flash.1m.ld"
_SCRIPT_WITH_ROOM = "eagle.flash.1m64.ld"
_SKETCH_WITH_ROOM = 0xEB000


@dataclass(frozen=True)
class _Layout:
    """A flash layout of the ESP8266, as its linker script's name says it."""

    script: str
    chosen: bool  # by the user
    flash: int
    file_system: int

    def room(self) -> int:
        """Return how many bytes nobody else uses."""
        return max(self.file_system, _FREE_IN_2_MB if self.flash >= 2 * _MB else 0)


def _layout(full: dict[str, Any]) -> _Layout:
    # Only where this chip is chosen is its component there.
    from esphome.components.esp8266.boards import BOARDS, board_ld_script  # noqa: PLC0415

    options = full[CONF_ESPHOME].get(CONF_PLATFORMIO_OPTIONS) or {}
    own = options.get(_LDSCRIPT)
    script = str(own or board_ld_script(BOARDS[full[PLATFORM_ESP8266][CONF_BOARD]]))
    match = re.fullmatch(
        r"eagle\.flash\.(\d+)([km])(?:(\d+)([km]?))?\.ld", script.strip()
    )
    if match is None:
        return _Layout(script, bool(own), 0, 0)
    units = {"k": _KB, "m": _MB, "": _KB}
    flash = int(match[1]) * units[match[2]]
    file_system = int(match[3] or 0) * units[match[4] or ""]
    return _Layout(script, bool(own), flash, file_system)


def _gets_room(layout: _Layout) -> bool:
    return layout.script == _SCRIPT_OF_1_MB and not layout.chosen


def tell(full: dict[str, Any], appliances: int) -> None:
    """Say what a restart will lose on this chip, if anything."""
    if CORE.is_rp2:
        _LOGGER.warning(
            "diol: the preferences of this chip are too small for a model, so it is not kept over "
            "a restart; import it again then, or let Home Assistant do so"
        )
    if not CORE.is_esp8266:
        return
    layout = _layout(full)
    needed = appliances * REGION_BYTES
    if _gets_room(layout):
        _LOGGER.info(
            "diol: the flash layout is %s instead of %s, to have a place for the model; firmware "
            "and update together may take %d bytes",
            _SCRIPT_WITH_ROOM,
            layout.script,
            _SKETCH_WITH_ROOM,
        )
    room = 64 * _KB if _gets_room(layout) else layout.room()
    if room < needed:
        _LOGGER.warning(
            "diol: the flash layout %s has no room for %s, so what is learnt is not kept over a "
            "restart; import it again then, or let Home Assistant do so, or choose a layout with "
            "a file system of at least %d KB (platformio_options: %s)",
            _SCRIPT_WITH_ROOM if _gets_room(layout) else layout.script,
            "a model" if appliances == 1 else f"{appliances} models",
            -(-needed // _KB),
            _LDSCRIPT,
        )


def to_code(full: dict[str, Any]) -> None:
    """Make room where it can be made, and keep out of the way of updates."""
    if not CORE.is_esp8266:
        return
    if _gets_room(_layout(full)):
        cg.add_platformio_option(_LDSCRIPT, _SCRIPT_WITH_ROOM)
    if CONF_OTA in full:
        from esphome.components import ota  # noqa: PLC0415

        ota.request_ota_state_listeners()
