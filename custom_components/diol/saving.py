"""What becomes of a plug's model in the library."""

import logging
from typing import Any

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import CONF_SAVE_LEARNT
from .library import LIBRARY, Library, told
from .library_data import MAX_NAME, MAX_TOLD, LibraryError, Origin, fitted, id_of
from .news import News, async_listen
from .plug import DiolConfigEntry
from .states import Source
from .transport import PlugTransport

_LOGGER = logging.getLogger(__name__)


def name_for(plug: PlugTransport) -> str:
    """Return the name under which a plug's model is saved if none is given: the plug's own."""
    return fitted(plug.name, MAX_NAME)


def origin_of(plug: PlugTransport) -> Origin:
    """Return where a plug's model comes from."""
    return Origin(
        plug=fitted(plug.name, MAX_TOLD),
        plug_unique_id=plug.unique_id,
        appliance=fitted(plug.appliance, MAX_TOLD),
    )


@callback
def async_follow_model(hass: HomeAssistant, entry: DiolConfigEntry) -> CALLBACK_TYPE:
    """Follow the model of a plug: whether it is what the plug was given, or was learnt by it."""
    source = entry.runtime_data.transport
    library = hass.data[LIBRARY]

    @callback
    def see() -> None:
        # No text at all is also another one; not to know it is not.
        if (text := source.text(Source.MODEL_TEXT)) is not None:
            library.plugs.see(source.id, id_of(text))

    @callback
    def learnt(entry_id: str, _: dict[str, Any]) -> None:
        if entry_id != entry.entry_id:
            return
        library.plugs.learnt(source.id)
        if entry.options.get(CONF_SAVE_LEARNT, True):
            _async_save_learnt(library, source)

    see()
    unsubscribe = source.async_subscribe(see, (Source.MODEL_TEXT,))
    stop_listening = async_listen(hass, News.LEARNING_FINISHED, learnt)

    @callback
    def stop() -> None:
        unsubscribe()
        stop_listening()

    return stop


@callback
def _async_save_learnt(library: Library, plug: PlugTransport) -> None:
    """Save what a plug has learnt, unless the library has had it: a deleted one stays so."""
    text = plug.text(Source.MODEL_TEXT) or ""
    if library.holds(id_of(text)):
        return
    try:
        library.async_save(name_for(plug), text, origin=origin_of(plug))
    except LibraryError as err:
        _LOGGER.warning("The model of %s was not saved: %s", plug.name, told(err))
