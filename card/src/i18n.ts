/** The card's own words. What entities say is worded by Home Assistant. */
import { de } from "./i18n/de";
import { en } from "./i18n/en";
import { es } from "./i18n/es";
import { fr } from "./i18n/fr";
import { nl } from "./i18n/nl";

export type Key = keyof typeof en;
export type Words = Record<Key, string>;

const LANGUAGES: Record<string, Words> = { en, de, es, fr, nl };

export const wordsOf = (language: string): Words =>
  LANGUAGES[language] ?? LANGUAGES[language.split("-")[0]] ?? en;

export const localize = (
  hass: { locale: { language: string } },
  key: Key,
  values: Record<string, string | number> = {},
): string =>
  wordsOf(hass.locale.language)[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
