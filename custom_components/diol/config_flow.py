"""Config flow of the DIoL integration."""

from collections.abc import Iterable
from typing import Any, override

from homeassistant.config_entries import (
    ConfigEntry,
    ConfigFlow,
    ConfigFlowResult,
    OptionsFlowWithReload,
)
from homeassistant.core import callback
from homeassistant.helpers.selector import BooleanSelector
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.helpers.typing import DiscoveryInfoType
from homeassistant.setup import async_setup_component
import voluptuous as vol

from . import transport
from .const import CONF_MODEL_TEXT, CONF_SAVE_LEARNT, DOMAIN
from .moving import async_move
from .plug import async_get_plug
from .problems import async_new_plugs
from .selectors import one_of
from .transport import PlugTransport


class DiolConfigFlow(ConfigFlow, domain=DOMAIN):
    """Adds one appliance of a plug that ESPHome has already."""

    _model_text: str

    @staticmethod
    @callback
    @override
    def async_get_options_flow(config_entry: ConfigEntry) -> DiolOptionsFlow:
        """Return the flow of the options."""
        return DiolOptionsFlow()

    @override
    async def async_step_user(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Let the user choose from the plugs that are not added yet."""
        if user_input is not None:
            return await self._async_add(user_input[CONF_MODEL_TEXT])
        if not transport.async_find(self.hass):
            return self.async_abort(reason="no_plugs")
        if not (plugs := async_new_plugs(self.hass)):
            return self.async_abort(reason="all_added")
        return self.async_show_form(step_id="user", data_schema=_choice(plugs))

    async def async_step_reconfigure(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Let another plug take the place of the one that was added."""
        entry = self._get_reconfigure_entry()
        plugs = {plug.id: plug for plug in async_new_plugs(self.hass)}
        if user_input is not None:
            if (plug := plugs.get(user_input[CONF_MODEL_TEXT])) is None:
                return self.async_abort(reason="plug_gone")
            await async_move(self.hass, entry, plug)
            return self.async_update_reload_and_abort(entry)
        if not plugs:
            return self.async_abort(reason="no_other_plug")
        return self.async_show_form(
            step_id="reconfigure",
            data_schema=_choice(plugs.values()),
            description_placeholders={"name": entry.title},
        )

    @override
    async def async_step_zeroconf(
        self, discovery_info: ZeroconfServiceInfo
    ) -> ConfigFlowResult:
        """Begin to look for plugs, of which this one is in the network.

        Home Assistant does not set up an integration that has no entry, so nothing looked yet. What
        is offered is not this one but every plug that ESPHome has, now and later.
        """
        await async_setup_component(self.hass, DOMAIN, {})
        return self.async_abort(reason="plugs_offered")

    @override
    async def async_step_integration_discovery(
        self, discovery_info: DiscoveryInfoType
    ) -> ConfigFlowResult:
        """Offer a plug that was found."""
        self._model_text = discovery_info[CONF_MODEL_TEXT]
        plug = await self._async_claim(self._model_text)
        if plug is None:
            return self.async_abort(reason="plug_gone")
        self.context["title_placeholders"] = {"name": plug.name}
        return await self.async_step_confirm()

    async def async_step_confirm(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Add the plug that was found with one click."""
        if user_input is not None:
            return await self._async_add(self._model_text)
        self._set_confirm_only()
        return self.async_show_form(
            step_id="confirm",
            description_placeholders=self.context["title_placeholders"],
        )

    async def _async_add(self, model_text: str) -> ConfigFlowResult:
        plug = await self._async_claim(model_text)
        if plug is None:
            return self.async_abort(reason="plug_gone")
        return self.async_create_entry(
            title=plug.name, data={CONF_MODEL_TEXT: model_text}
        )

    async def _async_claim(self, model_text: str) -> PlugTransport | None:
        """Take the plug for this flow, unless it was added; one that came back is pointed to."""
        plug = async_get_plug(self.hass, model_text)
        if plug is None:
            return None
        await self.async_set_unique_id(
            plug.transport.unique_id, raise_on_progress=self.source != "user"
        )
        self._abort_if_unique_id_configured(updates={CONF_MODEL_TEXT: model_text})
        return plug.transport


# Typed by neither name of the library that validates: Home Assistant replaces it.
def _choice(plugs: Iterable[PlugTransport]) -> Any:
    """Return a form that asks for one of these plugs, of which there is at least one."""
    names = {plug.id: plug.name for plug in plugs}
    return vol.Schema(
        {vol.Required(CONF_MODEL_TEXT, default=next(iter(names))): one_of(names)}
    )


class DiolOptionsFlow(OptionsFlowWithReload):
    """Changes what is preferred for a plug."""

    async def async_step_init(
        self, user_input: dict[str, Any] | None = None
    ) -> ConfigFlowResult:
        """Ask for all of it."""
        if user_input is not None:
            return self.async_create_entry(data=user_input)
        saves = self.config_entry.options.get(CONF_SAVE_LEARNT, True)
        schema: Any = vol.Schema(
            {vol.Required(CONF_SAVE_LEARNT, default=saves): BooleanSelector()}
        )
        return self.async_show_form(step_id="init", data_schema=schema)
