import { beforeEach, expect, test, vi } from "vitest";
import { DiolCard } from "../src/diol-card";
import { Feed } from "../src/feed";
import type { Hass } from "../src/types";
import { hassWith, plugNamed } from "./home";

customElements.get("diol-card") ?? customElements.define("diol-card", DiolCard);

beforeEach(() => {
  document.body.textContent = "";
});

const shown = async (hass: Hass, config: Record<string, unknown>): Promise<DiolCard> => {
  const card = document.createElement("diol-card") as DiolCard;
  card.setConfig({ type: "custom:diol-card", ...config });
  card.hass = hass;
  document.body.append(card);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await card.updateComplete;
  return card;
};

const withPlugs = (...names: string[]): Hass => ({
  ...hassWith(),
  callWS: vi.fn(async ({ type }: Record<string, unknown>) => {
    if (type === "diol/plugs") return { plugs: names.map(plugNamed) };
    throw { code: "unknown", message: "not here" };
  }) as unknown as Hass["callWS"],
});

test("a home without plugs is told how to get one", async () => {
  const card = await shown(withPlugs(), {});
  expect(card.renderRoot.textContent).toContain("No plug with DIoL yet");
  expect(card.renderRoot.querySelector("a")?.getAttribute("href")).toContain("integration/diol");
});

test("a plug that is gone is said so", async () => {
  const card = await shown(withPlugs("A"), { entity: "binary_sensor.gone" });
  expect(card.renderRoot.textContent).toContain("There is no plug of DIoL with binary_sensor.gone");
});

test("one plug or all of them are shown, and dark is told to the colours", async () => {
  const hass = { ...withPlugs("A", "B"), themes: { darkMode: true } };
  const all = await shown(hass, {});
  expect(all.renderRoot.querySelector("diol-overview")).toBeTruthy();
  expect(all.hasAttribute("dark")).toBe(true);
  const one = await shown({ ...hass, entities: {} }, { entity: "binary_sensor.a_anomaly" });
  expect(one.renderRoot.querySelector("diol-plug")).toBeTruthy();
});

test("a wrong configuration is refused with words", () => {
  const card = document.createElement("diol-card") as DiolCard;
  const type = "custom:diol-card";
  expect(() => card.setConfig({ type, entity: 5 as unknown as string })).toThrow("entity has to be");
  expect(() => card.setConfig({ type, hours: -1 })).toThrow("hours has to be");
  card.setConfig({ type, hours: "24" as unknown as number });
  expect(card._config?.hours).toBe(24);
});

test("only the last answer counts, and nobody is asked when nobody looks", async () => {
  const host = { addController: vi.fn(), requestUpdate: vi.fn() };
  const answers: ((value: string) => void)[] = [];
  const ask = vi.fn(() => new Promise<string>((resolve) => answers.push(resolve)));
  const feed = new Feed<string>(host as never, ask, () => 60);
  await feed.ask();
  expect(ask).not.toHaveBeenCalled();
  feed.hostConnected();
  void feed.ask();
  answers[1]("new");
  answers[0]("old");
  await new Promise((resolve) => setTimeout(resolve));
  expect(feed.data).toBe("new");
  feed.hostDisconnected();
});
