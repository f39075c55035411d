/** What all parts of the card share: Home Assistant's type scale and spacing. */
import { css } from "lit";

export const shared = css`
  :host {
    color: var(--primary-text-color);
    font-size: var(--ha-font-size-m, 14px);
    line-height: var(--ha-line-height-normal, 1.5);
  }
  *,
  *::before {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
    font: inherit;
  }
  ul {
    list-style: none;
  }
  h3 {
    font-size: var(--ha-font-size-m, 14px);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  h3.section {
    font-size: var(--ha-font-size-l, 16px);
  }
  .secondary {
    color: var(--secondary-text-color);
    font-size: var(--ha-font-size-s, 12px);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: var(--ha-space-1, 4px) var(--ha-space-2, 8px);
  }
  .between {
    justify-content: space-between;
  }
  button,
  select,
  summary {
    font: inherit;
    color: inherit;
    cursor: pointer;
  }
  :focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 2px;
  }
  .button {
    min-height: 36px;
    padding: 0 var(--ha-space-4, 16px);
    border: 1px solid var(--divider-color);
    border-radius: var(--ha-border-radius-pill, 18px);
    background: none;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .button:hover {
    background: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
  }
  .button.primary {
    border-color: transparent;
    background: color-mix(in srgb, var(--primary-color) var(--diol-tint), transparent);
  }
  .button[disabled] {
    opacity: 0.5;
    cursor: default;
  }
  @media (pointer: coarse) {
    .button {
      min-height: 44px;
    }
  }
`;
