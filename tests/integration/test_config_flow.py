"""Tests of adding a plug: found by itself or chosen from a list."""

from ipaddress import ip_address

from homeassistant.config_entries import (
    SOURCE_IGNORE,
    SOURCE_INTEGRATION_DISCOVERY,
    SOURCE_USER,
    SOURCE_ZEROCONF,
    ConfigEntryState,
    ConfigFlowResult,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from homeassistant.helpers import device_registry as dr, entity_registry as er
from homeassistant.helpers.service_info.zeroconf import ZeroconfServiceInfo
from homeassistant.loader import async_get_zeroconf
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.diol.const import CONF_MODEL_TEXT, DOMAIN
from custom_components.diol.states import Source

from .fake_plug import PATTERN, FakePlug


async def start_user_flow(hass: HomeAssistant) -> ConfigFlowResult:
    """Begin to add a plug by hand."""
    return await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_USER}
    )


async def announce(hass: HomeAssistant) -> ConfigFlowResult:
    """Begin what Home Assistant begins when a plug with DIoL appears in the network."""
    address = ip_address("192.0.2.10")
    return await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_ZEROCONF},
        data=ZeroconfServiceInfo(
            ip_address=address,
            ip_addresses=[address],
            hostname="plug-a.local.",
            name="plug-a._diol._tcp.local.",
            port=6053,
            properties={},
            type="_diol._tcp.local.",
        ),
    )


def discovered(hass: HomeAssistant) -> list[str]:
    """Return the names of the plugs that are offered."""
    return sorted(
        flow["context"]["title_placeholders"]["name"]
        for flow in hass.config_entries.flow.async_progress_by_handler(DOMAIN)
        if flow["context"]["source"] == SOURCE_INTEGRATION_DISCOVERY
    )


async def test_a_plug_is_chosen_from_those_that_are_not_added_yet(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """The list shows names, and what is chosen is set up."""
    plug_a.diol_entry()
    dr.async_get(hass).async_update_device(plug_b.device.id, name_by_user="Freezer")
    result = await start_user_flow(hass)
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "user"
    schema = result["data_schema"]
    assert schema is not None
    (selector,) = schema.schema.values()
    chosen = plug_b.entities["", Source.MODEL_TEXT].id
    assert selector.config["options"] == [{"value": chosen, "label": "Freezer"}]

    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {CONF_MODEL_TEXT: chosen}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Freezer"
    assert result["data"] == {CONF_MODEL_TEXT: chosen}
    assert result["result"].unique_id == "02:00:00:00:00:0b"
    await hass.async_block_till_done()
    assert result["result"].state is ConfigEntryState.LOADED


async def test_each_appliance_of_a_plug_is_added_by_itself(hass: HomeAssistant) -> None:
    """A plug with two channels is two entries."""
    plug = FakePlug(hass, "Strip", "02:00:00:00:00:0c", ("fridge", "freezer"))
    for appliance in ("freezer", "fridge"):
        result = await start_user_flow(hass)
        result = await hass.config_entries.flow.async_configure(
            result["flow_id"],
            {CONF_MODEL_TEXT: plug.entities[appliance, Source.MODEL_TEXT].id},
        )
        assert result["title"] == f"Strip ({appliance})"
        assert result["result"].unique_id == f"02:00:00:00:00:0c-{appliance}"
    result = await start_user_flow(hass)
    assert result["reason"] == "all_added"


async def test_without_a_plug_the_list_says_what_to_do(hass: HomeAssistant) -> None:
    """There is nothing to choose from."""
    result = await start_user_flow(hass)
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "no_plugs"


async def test_a_plug_that_goes_while_it_is_chosen_is_not_added(
    hass: HomeAssistant, plug_a: FakePlug
) -> None:
    """The list may be old when it is answered."""
    result = await start_user_flow(hass)
    await hass.config_entries.async_remove(plug_a.esphome.entry_id)
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"],
        {CONF_MODEL_TEXT: plug_a.entities["", Source.MODEL_TEXT].id},
    )
    assert result["reason"] == "plug_gone"


async def test_other_esphome_texts_are_no_plugs(
    hass: HomeAssistant, plug_a: FakePlug, entity_registry: er.EntityRegistry
) -> None:
    """A plug is known by the pattern of its text, not by a name that anyone may give."""
    for name, platform, pattern in (
        ("DIoL model text", "esphome", None),
        ("DIoL model text", "mqtt", PATTERN),
        ("Note", "esphome", "^[a-z]*$"),
    ):
        entity_registry.async_get_or_create(
            "text",
            platform,
            f"{platform}-{name}-{pattern}",
            config_entry=plug_a.esphome,
            original_name=name,
            capabilities={"pattern": pattern},
        )
    plug_a.diol_entry()
    result = await start_user_flow(hass)
    assert result["reason"] == "all_added"


async def test_plugs_that_are_there_are_offered_and_added_with_one_click(
    hass: HomeAssistant, plug_a: FakePlug, plug_b: FakePlug
) -> None:
    """One is added, the other one is found."""
    plug_a.diol_entry()
    assert await async_setup_component(hass, DOMAIN, {})
    await hass.async_block_till_done()
    assert discovered(hass) == ["Plug B"]

    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    result = await hass.config_entries.flow.async_configure(flow["flow_id"])
    assert result["type"] is FlowResultType.FORM
    assert result["step_id"] == "confirm"
    assert result["description_placeholders"] == {"name": "Plug B"}
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {})
    assert result["type"] is FlowResultType.CREATE_ENTRY
    assert result["title"] == "Plug B"
    assert discovered(hass) == []


async def test_the_first_plug_is_offered_when_it_announces_itself(
    hass: HomeAssistant, plug_a: FakePlug
) -> None:
    """Home Assistant does not set up an integration that has no entry, so nothing looked before."""
    assert DOMAIN not in hass.config.components
    assert "_diol._tcp.local." in await async_get_zeroconf(hass)
    result = await announce(hass)
    assert result["reason"] == "plugs_offered"
    await hass.async_block_till_done()
    assert discovered(hass) == ["Plug A"]


async def test_a_first_plug_that_esphome_gets_later_is_offered(
    hass: HomeAssistant,
) -> None:
    """It announced itself before the user had added it to ESPHome."""
    await announce(hass)
    await hass.async_block_till_done()
    assert discovered(hass) == []
    FakePlug(hass, "Plug A", "02:00:00:00:00:0a")
    await hass.async_block_till_done()
    assert discovered(hass) == ["Plug A"]


async def test_a_plug_that_comes_later_is_offered_once(
    hass: HomeAssistant, init: MockConfigEntry
) -> None:
    """As soon as ESPHome registers its model text."""
    plug = FakePlug(hass, "Plug B", "02:00:00:00:00:0b")
    await hass.async_block_till_done()
    assert discovered(hass) == ["Plug B"]
    plug.register()
    await hass.async_block_till_done()
    assert discovered(hass) == ["Plug B"]


async def test_firmware_that_gets_diol_is_offered(
    hass: HomeAssistant, init: MockConfigEntry, entity_registry: er.EntityRegistry
) -> None:
    """The text was there before, with another pattern."""
    plug = FakePlug(hass, "Plug B", "02:00:00:00:00:0b", appliances=())
    arguments = {"config_entry": plug.esphome, "device_id": plug.device.id}
    entity_registry.async_get_or_create("text", "esphome", "x", **arguments)
    await hass.async_block_till_done()
    assert discovered(hass) == []
    entity_registry.async_get_or_create(
        "text", "esphome", "x", capabilities={"pattern": PATTERN}, **arguments
    )
    await hass.async_block_till_done()
    assert discovered(hass) == ["Plug B"]


async def test_a_plug_that_is_ignored_is_not_offered(
    hass: HomeAssistant, init: MockConfigEntry
) -> None:
    """Until it is no longer ignored; by hand it can be added at any time."""
    MockConfigEntry(
        domain=DOMAIN, unique_id="02:00:00:00:00:0b", source=SOURCE_IGNORE
    ).add_to_hass(hass)
    plug = FakePlug(hass, "Plug B", "02:00:00:00:00:0b")
    await hass.async_block_till_done()
    assert discovered(hass) == []
    result = await start_user_flow(hass)
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {CONF_MODEL_TEXT: plug.entities["", Source.MODEL_TEXT].id}
    )
    assert result["type"] is FlowResultType.CREATE_ENTRY


async def test_a_plug_that_was_removed_is_offered_again(
    hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug
) -> None:
    """It is still there, and the user may change their mind."""
    (flow,) = hass.config_entries.flow.async_progress_by_handler(DOMAIN)
    result = await hass.config_entries.flow.async_configure(flow["flow_id"], {})
    await hass.async_block_till_done()
    assert discovered(hass) == []
    await hass.config_entries.async_remove(result["result"].entry_id)
    await hass.async_block_till_done()
    assert discovered(hass) == ["Plug B"]


async def test_a_plug_that_comes_back_takes_up_its_entry(
    hass: HomeAssistant,
    init: MockConfigEntry,
    plug_a: FakePlug,
    entity_registry: er.EntityRegistry,
) -> None:
    """Flashed without DIoL and with it again, the entry waits for it."""
    entity_registry.async_remove(plug_a.entity_id(Source.MODEL_TEXT))
    await hass.async_block_till_done()
    assert init.state is ConfigEntryState.SETUP_RETRY
    plug_a.register()
    await hass.async_block_till_done()
    assert init.state is ConfigEntryState.LOADED
    assert init.data[CONF_MODEL_TEXT] == plug_a.entities["", Source.MODEL_TEXT].id
    assert discovered(hass) == []


async def test_a_discovered_plug_that_is_gone_is_not_offered(
    hass: HomeAssistant,
) -> None:
    """It went between being seen and being looked at."""
    result = await hass.config_entries.flow.async_init(
        DOMAIN,
        context={"source": SOURCE_INTEGRATION_DISCOVERY},
        data={CONF_MODEL_TEXT: "gone"},
    )
    assert result["reason"] == "plug_gone"


async def test_another_plug_takes_the_place_of_one(
    hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug
) -> None:
    """The entry stays, with its entities and under their names."""
    result = await init.start_reconfigure_flow(hass)
    assert result["step_id"] == "reconfigure"
    assert result["description_placeholders"] == {"name": "Plug A"}
    new = plug_b.entities["", Source.MODEL_TEXT].id
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"], {CONF_MODEL_TEXT: new}
    )
    assert result["type"] is FlowResultType.ABORT
    assert result["reason"] == "reconfigure_successful"
    await hass.async_block_till_done()
    assert init.state is ConfigEntryState.LOADED
    assert init.unique_id == plug_b.mac
    assert init.data[CONF_MODEL_TEXT] == new
    entity = er.async_get(hass).async_get("binary_sensor.plug_a_anomaly")
    assert entity is not None
    assert entity.device_id == plug_b.device.id
    # The old one can be added again.
    assert discovered(hass) == []
    assert len(hass.config_entries.async_entries(DOMAIN)) == 1


async def test_without_another_plug_nothing_is_replaced(
    hass: HomeAssistant, init: MockConfigEntry
) -> None:
    """It says what to do first."""
    result = await init.start_reconfigure_flow(hass)
    assert result["reason"] == "no_other_plug"


async def test_a_plug_that_goes_while_it_is_chosen_replaces_nothing(
    hass: HomeAssistant, init: MockConfigEntry, plug_b: FakePlug
) -> None:
    """Or it was added meanwhile."""
    result = await init.start_reconfigure_flow(hass)
    plug_b.diol_entry()
    result = await hass.config_entries.flow.async_configure(
        result["flow_id"],
        {CONF_MODEL_TEXT: plug_b.entities["", Source.MODEL_TEXT].id},
    )
    assert result["reason"] == "plug_gone"
    assert init.unique_id == "02:00:00:00:00:0a"
