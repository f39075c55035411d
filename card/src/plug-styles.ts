import { css } from "lit";

export const tones = css`
  .status {
    display: inline-flex;
    align-items: center;
    gap: 6px;
    font-size: var(--ha-font-size-s, 12px);
    color: var(--secondary-text-color);
  }
  .status::before {
    content: "";
    flex: none;
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--tone);
  }
  .status.bad {
    --tone: var(--error-color);
  }
  .status.warn {
    --tone: var(--warning-color);
  }
  .status.busy {
    --tone: var(--info-color, var(--primary-color));
  }
  .status.good {
    --tone: var(--success-color);
  }
  .status.off {
    --tone: var(--disabled-color, #9e9e9e);
  }
`;

export const plugStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--ha-space-5, 20px);
  }
  .header {
    display: flex;
    justify-content: space-between;
    gap: var(--ha-space-4, 16px);
  }
  .title {
    min-width: 0;
  }
  h2 {
    overflow: hidden;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    text-overflow: ellipsis;
  }
  .reading {
    flex: none;
    text-align: end;
  }
  .reading .watts {
    display: block;
    font-size: var(--ha-font-size-xl, 20px);
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  .alarm,
  .note {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--ha-space-3, 12px);
    padding: var(--ha-space-3, 12px) var(--ha-space-4, 16px);
    border-radius: var(--ha-border-radius-md, 8px);
    background: color-mix(in srgb, var(--tone, var(--primary-text-color)) 8%, transparent);
  }
  .alarm {
    --tone: var(--error-color);
    border-inline-start: 4px solid var(--error-color);
  }
  .note.warn {
    --tone: var(--warning-color);
    border-inline-start: 4px solid var(--warning-color);
  }
  .ranges-of-time {
    display: flex;
    padding: 2px;
    border-radius: 16px;
    background: color-mix(in srgb, var(--primary-text-color) 6%, transparent);
  }
  .ranges-of-time button {
    min-width: 44px;
    min-height: 28px;
    padding: 0 10px;
    border: 0;
    border-radius: 14px;
    background: none;
    color: var(--secondary-text-color);
    font-size: var(--ha-font-size-s, 12px);
  }
  @media (pointer: coarse) {
    .ranges-of-time button {
      min-height: 36px;
    }
  }
  .ranges-of-time button[aria-pressed="true"] {
    background: var(--card-background-color);
    box-shadow: 0 1px 2px rgb(0 0 0 / 20%);
    color: var(--primary-text-color);
  }
  .chart {
    display: flex;
    flex-direction: column;
    gap: var(--ha-space-2, 8px);
  }
  .chart > .row {
    align-items: center;
  }
  .empty {
    display: grid;
    place-items: center;
    min-height: 120px;
    text-align: center;
  }
  .anomalies button {
    display: grid;
    grid-template-columns: minmax(110px, auto) 1fr;
    gap: 0 var(--ha-space-3, 12px);
    align-items: baseline;
    width: 100%;
    padding: 4px 0 4px 10px;
    border: 0;
    border-inline-start: 3px solid var(--error-color);
    background: none;
    font-size: var(--ha-font-size-s, 12px);
    text-align: start;
  }
  .anomalies {
    display: grid;
    gap: 6px;
  }
  .learning .percent {
    color: var(--secondary-text-color);
    font-weight: normal;
  }
  progress {
    display: block;
    width: 100%;
    height: 8px;
    margin: 8px 0 12px;
    border: 0;
    border-radius: 4px;
    background: color-mix(in srgb, var(--primary-text-color) 10%, transparent);
    accent-color: var(--primary-color);
    overflow: hidden;
    appearance: none;
  }
  progress::-webkit-progress-bar {
    background: none;
  }
  progress::-webkit-progress-value {
    border-radius: 4px;
    background: var(--primary-color);
  }
  progress::-moz-progress-bar {
    border-radius: 4px;
    background: var(--primary-color);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(96px, 1fr));
    gap: var(--ha-space-3, 12px);
    margin: 0;
  }
  dt {
    color: var(--secondary-text-color);
    font-size: var(--ha-font-size-s, 12px);
  }
  dd {
    margin: 0;
    font-weight: var(--ha-font-weight-medium, 500);
  }
  section > .row {
    margin-bottom: var(--ha-space-3, 12px);
  }
  summary {
    width: fit-content;
    font-size: var(--ha-font-size-l, 16px);
    font-weight: var(--ha-font-weight-medium, 500);
  }
  details ul {
    margin-top: var(--ha-space-2, 8px);
    color: var(--secondary-text-color);
  }
  .footer .row {
    gap: var(--ha-space-2, 8px);
  }
  .footer {
    display: grid;
    gap: var(--ha-space-3, 12px);
    padding-top: var(--ha-space-4, 16px);
    border-top: 1px solid var(--divider-color);
  }
`;
