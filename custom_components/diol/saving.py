"""What the library is told of the plug whose model it saves."""

from .library_data import MAX_NAME, MAX_TOLD, Origin, fitted
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
