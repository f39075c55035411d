"""Discovery: DIoL plugs that Home Assistant has already, through ESPHome."""

from homeassistant.config_entries import (
    SOURCE_INTEGRATION_DISCOVERY,
    ConfigEntry,
    signal_discovered_config_entry_removed,
)
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers import entity_registry as er
from homeassistant.helpers.discovery_flow import DiscoveryKey, async_create_flow
from homeassistant.helpers.dispatcher import async_dispatcher_connect
from homeassistant.helpers.start import async_at_started

from . import transport
from .const import CONF_MODEL_TEXT, DOMAIN


@callback
def async_setup_discovery(hass: HomeAssistant) -> None:
    """Offer every plug that is there, and every one that comes."""

    @callback
    def offer(text: er.RegistryEntry) -> None:
        async_create_flow(
            hass,
            DOMAIN,
            context={"source": SOURCE_INTEGRATION_DISCOVERY},
            data={CONF_MODEL_TEXT: text.id},
            discovery_key=DiscoveryKey(domain=DOMAIN, key=text.id, version=1),
        )

    @callback
    def offer_all(hass: HomeAssistant) -> None:
        registry = er.async_get(hass)
        for entry in list(registry.entities.values()):
            if transport.is_model_text(entry):
                offer(entry)

    @callback
    def offer_again(removed: ConfigEntry) -> None:
        """Offer a plug again when its entry or the wish to ignore it was removed."""
        registry = er.async_get(hass)
        for key in removed.discovery_keys[DOMAIN]:
            text = registry.entities.get_entry(str(key.key))
            if text and transport.is_model_text(text):
                offer(text)

    async_at_started(hass, offer_all)
    transport.async_listen(hass, offer)
    async_dispatcher_connect(
        hass, signal_discovered_config_entry_removed(DOMAIN), offer_again
    )
