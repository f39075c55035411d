/** Tells Home Assistant what there is. Two addresses of this file may be loaded; only the first counts. */
import { DiolCard } from "./diol-card";
import { suggestion } from "./form";
import { wordsOf } from "./i18n";
import { DiolDashboard } from "./strategy";

if (!customElements.get("diol-card")) {
  customElements.define("diol-card", DiolCard);
  customElements.define("ll-strategy-dashboard-diol", DiolDashboard);
  const words = wordsOf(document.documentElement.lang || navigator.language);
  (window.customCards ??= []).push({
    type: "diol-card",
    name: "DIoL",
    description: words.card_description,
    preview: true,
    documentationURL: "https://github.com/OWNER/diol/blob/main/docs/card.md",
    getEntitySuggestion: suggestion,
  });
  (window.customStrategies ??= []).push({
    type: "diol",
    strategyType: "dashboard",
    name: "DIoL",
    description: words.strategy_description,
    documentationURL: "https://github.com/OWNER/diol/blob/main/docs/card.md",
  });
}
