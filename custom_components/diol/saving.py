"""What becomes of a plug's model in the library."""

import logging

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .const import CONF_SAVE_LEARNT, Status
from .library import LIBRARY, Library, told
from .library_data import MAX_NAME, MAX_TOLD, LibraryError, Origin, fitted, id_of
from .model import ModelTextError, parse
from .plug import DiolConfigEntry, Plug
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
    plug = entry.runtime_data
    source = plug.transport
    library = hass.data[LIBRARY]
    plugs = library.plugs

    @callback
    def follow() -> None:
        # No text at all is also another one; not to know it is not.
        if (text := source.text(Source.MODEL_TEXT)) is None:
            return
        model = id_of(text)
        plugs.see(source.id, model)
        # After a reconnect, status and text have to be of the same time.
        if not source.available:
            return
        began = plugs.learning(source.id)
        is_new = began not in (None, model) and plug.status is Status.WATCHING
        if is_new and _is_full(text):
            if entry.options.get(CONF_SAVE_LEARNT, True):
                _async_save_learnt(library, source, text)
            began = None
        plugs.set_learning(source.id, _learning(plug, began, model))

    follow()
    return source.async_subscribe(follow)


@callback
def _async_save_learnt(library: Library, plug: PlugTransport, text: str) -> None:
    """Save what a plug has learnt, unless the library has had it: a deleted one stays so."""
    model = id_of(text)
    if library.holds(model) or library.plugs.was_given(plug.id, model):
        return
    try:
        library.async_save(name_for(plug), text, origin=origin_of(plug))
    except LibraryError as err:
        _LOGGER.warning("The model of %s was not saved: %s", plug.name, told(err))


def _learning(plug: Plug, began: str | None, model: str) -> str | None:
    """Return the text that the plug has, or had when it began to learn; None if it does not learn."""
    if _learns(plug):
        return began or model
    if plug.status in (None, Status.NOT_MEASURING, Status.PAUSED):
        return began
    return None


def _learns(plug: Plug) -> bool:
    if plug.status in (Status.LEARNING, Status.PROVISIONAL):
        return True
    # A full model watches until the next one is complete. Only who learns has a progress.
    progress = plug.transport.number(Source.PROGRESS)
    return plug.status is Status.WATCHING and progress is not None


def _is_full(text: str) -> bool:
    try:
        model = parse(text)
    except ModelTextError:
        return False
    return not model.provisional and not model.adapted
