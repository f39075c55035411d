"""What becomes of a plug's model in the library."""

from homeassistant.core import CALLBACK_TYPE, HomeAssistant, callback

from .library import LIBRARY
from .library_data import MAX_NAME, MAX_TOLD, Origin, fitted, id_of
from .states import Source
from .transport import PlugTransport


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
def async_follow_model(hass: HomeAssistant, plug: PlugTransport) -> CALLBACK_TYPE:
    """Follow the model of a plug: whether it is still what the plug was given."""
    plugs = hass.data[LIBRARY].plugs

    @callback
    def follow() -> None:
        # No text at all is also another one; not to know it is not.
        if (text := plug.text(Source.MODEL_TEXT)) is not None:
            plugs.see(plug.id, id_of(text))

    follow()
    return plug.async_subscribe(follow)
