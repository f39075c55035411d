/** Colours are variables, so a change of the theme needs no new drawing. */
import { css } from "lit";

export const chartStyles = css`
  .box {
    position: relative;
    touch-action: pan-y;
    border-radius: var(--ha-border-radius-sm, 4px);
    user-select: none;
  }
  .box:focus-visible {
    outline: 2px solid var(--primary-color);
    outline-offset: 4px;
  }
  svg {
    display: block;
    width: 100%;
    overflow: visible;
  }
  .area {
    fill: var(--colour);
    opacity: 0.22;
  }
  .line {
    fill: none;
    stroke: var(--colour);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .span {
    fill: var(--error-color);
    opacity: 0.16;
  }
  .cap {
    fill: var(--error-color);
  }
  .grid {
    stroke: var(--divider-color);
  }
  .score {
    fill: var(--secondary-text-color);
    opacity: 0.4;
  }
  .unusual {
    fill: var(--error-color);
    opacity: 0.9;
  }
  .threshold {
    stroke: var(--secondary-text-color);
    stroke-dasharray: 3 3;
  }
  .cursor {
    stroke: var(--primary-text-color);
    opacity: 0.5;
  }
  text {
    fill: var(--secondary-text-color);
    font-size: 11px;
    paint-order: stroke;
    stroke: var(--ha-card-background, var(--card-background-color));
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .tip {
    position: absolute;
    top: 8px;
    z-index: 1;
    max-width: 60%;
    padding: var(--ha-space-2, 8px) var(--ha-space-3, 12px);
    border: 1px solid var(--divider-color);
    border-radius: var(--ha-border-radius-md, 8px);
    background: var(--card-background-color);
    box-shadow: 0 2px 8px rgb(0 0 0 / 20%);
    font-size: var(--ha-font-size-s, 12px);
    line-height: 1.5;
    pointer-events: none;
  }
  .when {
    color: var(--secondary-text-color);
  }
  .watts {
    font-size: var(--ha-font-size-l, 16px);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  .tip i {
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
  }
  .why {
    margin-top: 4px;
    padding-top: 4px;
    border-top: 1px solid var(--divider-color);
  }
`;
