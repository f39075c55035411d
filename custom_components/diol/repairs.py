"""Repairs: what can be done about a problem, done with a few clicks."""

from collections.abc import Awaitable
from typing import Any, Final

from homeassistant.components.repairs import ConfirmRepairFlow, RepairsFlow
from homeassistant.config_entries import ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResult
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.selector import BooleanSelector
import voluptuous as vol

from .const import CONF_MODEL_TEXT, Mode
from .copying import Given, async_give, async_given_by
from .library import LIBRARY
from .moving import async_known_model, async_move
from .plug import DiolConfigEntry, async_get_plug
from .problems import ATTR_ENTRY_ID, ATTR_NAME, Problem, async_new_plugs
from .selectors import one_of
from .transport import PlugTransport

_MODEL: Final = "model"
_PLUG: Final = "plug"
_GIVE_MODEL: Final = "give_model"

type Data = dict[str, str | int | float | None]


async def async_create_fix_flow(
    hass: HomeAssistant, issue_id: str, data: Data | None
) -> RepairsFlow:
    """Return the flow that fixes a problem."""
    data = data or {}
    entry = hass.config_entries.async_get_entry(str(data.get(ATTR_ENTRY_ID)))
    if entry is None:
        # Whose problem it was is gone, and so is the problem.
        return ConfirmRepairFlow()
    for problem, flow in _FLOWS.items():
        if issue_id.startswith(problem):
            return flow(entry)
    return ConfirmRepairFlow()


class PlugRepairFlow(RepairsFlow):
    """Fixes a problem of a plug."""

    def __init__(self, entry: DiolConfigEntry) -> None:
        """Remember whose problem it is."""
        self._entry = entry

    @property
    def _placeholders(self) -> dict[str, str]:
        return {ATTR_NAME: self._entry.title}

    def _ask(self, step: str, schema: dict[Any, Any]) -> FlowResult[Any, str]:
        # Typed by neither name of the library that validates: Home Assistant replaces it.
        data_schema: Any = vol.Schema(schema)
        return self.async_show_form(
            step_id=step,
            data_schema=data_schema,
            description_placeholders=self._placeholders,
        )

    def _not_done(self, err: HomeAssistantError) -> FlowResult[Any, str]:
        """Say why it could not be done; the problem stays."""
        return self.async_abort(
            reason="not_done", description_placeholders={"error": str(err)}
        )

    async def _async_end_with(self, doing: Awaitable[None]) -> FlowResult[Any, str]:
        """Do what was chosen, and end with what became of it."""
        try:
            await doing
        except HomeAssistantError as err:
            return self._not_done(err)
        return self.async_create_entry(data={})


class DoesNotFitFlow(PlugRepairFlow):
    """The model of a plug does not fit its appliance: adapt longer, learn afresh, or another model."""

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Let the user choose what to do."""
        if self._entry.state is not ConfigEntryState.LOADED:
            return self.async_abort(reason="not_loaded")
        options = ["adapt", "learn"]
        if self.hass.data[LIBRARY].lineages:
            options.append("another")
        return self.async_show_menu(
            step_id="init",
            menu_options=options,
            description_placeholders=self._placeholders,
        )

    @property
    def _source(self) -> PlugTransport:
        return self._entry.runtime_data.transport

    async def async_step_adapt(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Give the plug the model that it has, to adapt once more."""
        try:
            given = async_given_by(self._source)
        except HomeAssistantError as err:
            return self._not_done(err)
        return await self._async_end_with(async_give(given, Mode.ADAPT, self._source))

    async def async_step_learn(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Let the plug learn afresh."""
        return await self._async_end_with(self._source.async_learn())

    async def async_step_another(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Give the plug another model of the library."""
        library = self.hass.data[LIBRARY]
        if user_input is not None:
            lineage = library.lineage(user_input[_MODEL])
            if lineage is None:
                return self.async_abort(reason="model_gone")
            given = Given.of(lineage, lineage.kept[-1])
            return await self._async_end_with(
                async_give(given, Mode.ADAPT, self._source)
            )
        names = {
            lineage.id: lineage.name for lineage in library.lineages if lineage.kept
        }
        if not names:
            return self.async_abort(reason="model_gone")
        return self._ask("another", {vol.Required(_MODEL): one_of(names)})


class PlugReplacedFlow(PlugRepairFlow):
    """A plug was replaced: what was set up for it moves to the new one."""

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Begin; what comes with that is not the user's."""
        return await self.async_step_replace()

    async def async_step_replace(
        self, user_input: dict[str, Any] | None = None
    ) -> FlowResult[Any, str]:
        """Ask which plug is the new one, and whether it gets the model."""
        plugs = {plug.id: plug for plug in async_new_plugs(self.hass)}
        known = async_known_model(self.hass, self._entry)
        if user_input is not None:
            plug = plugs.get(user_input[_PLUG])
            if plug is None:
                return self.async_abort(reason="plug_gone")
            return await self._async_replace(
                plug, known if user_input.get(_GIVE_MODEL) else None
            )
        if not plugs:
            return self.async_abort(reason="plug_gone")
        names = {id_: plug.name for id_, plug in plugs.items()}
        schema: dict[Any, Any] = {vol.Required(_PLUG): one_of(names)}
        if known:
            schema[vol.Required(_GIVE_MODEL, default=True)] = BooleanSelector()
        return self._ask("replace", schema)

    async def _async_replace(
        self, plug: PlugTransport, known: tuple[Given, Mode] | None
    ) -> FlowResult[Any, str]:
        if known:
            # First, since nothing has to be undone if the plug does not take it.
            try:
                await async_give(*known, plug)
            except HomeAssistantError as err:
                return self._not_done(err)
        await async_move(self.hass, self._entry, plug)
        self.hass.config_entries.async_schedule_reload(self._entry.entry_id)
        return self.async_create_entry(data={})


class PlugGoneFlow(PlugReplacedFlow):
    """A plug was removed from ESPHome: what was set up for it moves to another one, or goes too."""

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Let the user choose what to do."""
        return self.async_show_menu(
            step_id="init",
            menu_options=["replace", "remove"],
            description_placeholders=self._placeholders,
        )

    async def async_step_remove(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Remove it here too, unless it came back meanwhile."""
        if self._entry.state is ConfigEntryState.LOADED:
            return self.async_abort(reason="in_use")
        await self.hass.config_entries.async_remove(self._entry.entry_id)
        return self.async_create_entry(data={})


class PlugTwiceFlow(PlugRepairFlow):
    """A plug was added twice: the entry that is of no use is removed."""

    async def async_step_init(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Begin; what comes with that is not the user's."""
        return await self.async_step_remove()

    async def async_step_remove(
        self, user_input: dict[str, str] | None = None
    ) -> FlowResult[Any, str]:
        """Remove it when the user says so."""
        if user_input is None:
            return self._ask("remove", {})
        if async_get_plug(self.hass, self._entry.data[CONF_MODEL_TEXT]) and (
            self._entry.state is ConfigEntryState.LOADED
        ):
            return self.async_abort(reason="in_use")
        await self.hass.config_entries.async_remove(self._entry.entry_id)
        return self.async_create_entry(data={})


_FLOWS: Final[dict[Problem, type[PlugRepairFlow]]] = {
    Problem.DOES_NOT_FIT: DoesNotFitFlow,
    Problem.PLUG_GONE: PlugGoneFlow,
    Problem.PLUG_REPLACED: PlugReplacedFlow,
    Problem.PLUG_TWICE: PlugTwiceFlow,
}
