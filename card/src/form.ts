/** The card's visual editor, and what the card picker offers. */
import { wordsOf, type Key } from "./i18n";
import type { CardConfig, Hass } from "./types";

const TYPE = "custom:diol-card";

/** The editor is not told the user's language, but the page has it. */
const words = () => wordsOf(document.documentElement.lang || "en");

interface Field {
  name: string;
}

export const form = () => ({
  schema: [
    {
      name: "entity",
      selector: { entity: { filter: { integration: "diol", domain: "binary_sensor" } } },
    },
    { name: "name", selector: { text: {} } },
    {
      name: "",
      type: "grid",
      schema: [
        {
          name: "hours",
          default: 24,
          selector: {
            select: {
              mode: "dropdown",
              options: [6, 24, 168, 720].map((hours) => ({
                value: hours,
                label: words()[`range_${hours}` as Key],
              })),
            },
          },
        },
        {
          name: "power",
          selector: { entity: { filter: { domain: "sensor", device_class: "power" } } },
        },
      ],
    },
    ...["show_normal", "show_patterns", "show_words"].map((name) => ({
      name,
      default: true,
      selector: { boolean: {} },
    })),
  ],
  computeLabel: ({ name }: Field) => words()[`edit_${name}` as Key],
  computeHelper: ({ name }: Field) => words()[`edit_${name}_help` as Key],
  assertConfig: (config: CardConfig) => {
    if (config.entity !== undefined && typeof config.entity !== "string") throw new Error("entity");
  },
});

const isOfDiol = (hass: Hass, entityId: string): boolean => hass.entities[entityId]?.platform === "diol";

/** An entity of DIoL on the device that another one is on. */
const besides = (hass: Hass, entityId: string): string | undefined => {
  const device = hass.entities[entityId]?.device_id;
  if (!device) return undefined;
  return Object.values(hass.entities).find(
    (entity) =>
      entity?.device_id === device &&
      entity.platform === "diol" &&
      entity.entity_id.startsWith("binary_sensor."),
  )?.entity_id;
};

export const suggestion = (hass: Hass, entityId: string) => {
  const isPower = hass.states[entityId]?.attributes.device_class === "power";
  const entity = isOfDiol(hass, entityId) || isPower ? besides(hass, entityId) : undefined;
  return entity ? { config: { type: TYPE, entity } } : null;
};

export const stub = (hass: Hass): CardConfig => {
  const entity = Object.keys(hass.entities).find(
    (id) => id.startsWith("binary_sensor.") && isOfDiol(hass, id),
  );
  return entity ? { type: TYPE, entity } : { type: TYPE };
};
