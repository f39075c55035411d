"""A phone with the Home Assistant app, as far as notifications go."""

import asyncio
from typing import Any

from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

_PUSH_URL = "http://push.test/push"


async def settle() -> None:
    """Let happen what is to happen now, where waiting for all would wait for an answer or a delay."""
    for _ in range(100):
        await asyncio.sleep(0)


class Phone:
    """Takes notifications from the real integration of the app, and answers them."""

    def __init__(self, hass: HomeAssistant, push: AiohttpClientMocker) -> None:
        """Take what is pushed."""
        self.hass = hass
        self._push = push
        push.post(_PUSH_URL, json={})

    async def add(self) -> None:
        """Register the phone."""
        entry = MockConfigEntry(
            domain="mobile_app",
            title="Phone",
            data={
                "app_data": {"push_token": "token", "push_url": _PUSH_URL},
                "app_id": "app",
                "app_name": "App",
                "app_version": "1.0",
                "device_id": "phone",
                "device_name": "Phone",
                "manufacturer": "Phones",
                "model": "Phone",
                "os_name": "OS",
                "os_version": "1.0",
                "supports_encryption": False,
                "user_id": (await self.hass.auth.async_create_user("User")).id,
                "webhook_id": "phone",
            },
        )
        entry.add_to_hass(self.hass)
        assert await async_setup_component(self.hass, "mobile_app", {})
        await self.hass.async_block_till_done()
        (device,) = dr.async_entries_for_config_entry(
            dr.async_get(self.hass), entry.entry_id
        )
        self.device_id = device.id

    @property
    def notifications(self) -> list[dict[str, Any]]:
        """What was pushed so far."""
        return [data for _, _, data, _ in self._push.mock_calls]

    @property
    def messages(self) -> list[str]:
        """The messages of that."""
        return [notification["message"] for notification in self.notifications]

    @property
    def buttons(self) -> dict[str, str]:
        """Title and action of what can be pressed in the last notification."""
        return {
            action["title"]: action["action"]
            for action in self.notifications[-1]["data"]["actions"]
        }

    async def press(self, title: str) -> None:
        """Press a button of the last notification."""
        self.hass.bus.async_fire(
            "mobile_app_notification_action", {"action": self.buttons[title]}
        )
        await settle()
