/** Which plugs there are: asked for once for all cards of a page, and again when entities come and go. */
import { getPlugs, type Plug } from "./api";
import type { Hass } from "./types";

let entities: Hass["entities"] | undefined;
let asked: Promise<Plug[]> | undefined;

export const plugsOf = (hass: Hass): Promise<Plug[]> => {
  if (!asked || entities !== hass.entities) {
    entities = hass.entities;
    asked = getPlugs(hass).then(({ plugs }) => plugs);
    // What has failed is tried again.
    asked.catch(() => (asked = undefined));
  }
  return asked;
};

/** The plug that an entity belongs to, as DIoL's own or as one that meters. */
export const plugWith = (plugs: Plug[], entityId: string): Plug | undefined =>
  plugs.find((plug) => Object.values(plug.entities).includes(entityId)) ??
  plugs.find((plug) => plug.power.includes(entityId));
