/** What the card uses of Home Assistant's frontend, which publishes no types. */

export interface HassEntity {
  entity_id: string;
  state: string;
  attributes: Record<string, unknown>;
  last_changed: string;
  last_updated: string;
}

export interface EntityRegistryEntry {
  entity_id: string;
  device_id?: string;
  platform?: string;
}

export type Unsubscribe = () => void;

export interface Connection {
  subscribeMessage<T>(
    callback: (message: T) => void,
    message: Record<string, unknown>,
    options?: { resubscribe?: boolean },
  ): Promise<Unsubscribe>;
}

export interface Hass {
  states: Record<string, HassEntity | undefined>;
  entities: Record<string, EntityRegistryEntry | undefined>;
  connection: Connection;
  locale: { language: string; time_format?: string; time_zone?: string };
  config: { time_zone: string };
  themes: { darkMode?: boolean };
  user?: { is_admin: boolean };
  callWS<T>(message: Record<string, unknown>): Promise<T>;
  callService(
    domain: string,
    service: string,
    data?: Record<string, unknown>,
    target?: { entity_id: string | string[] },
  ): Promise<unknown>;
  formatEntityState(state: HassEntity): string;
  formatEntityAttributeValue?(state: HassEntity, attribute: string): string;
}

export interface CardConfig {
  type: string;
  /** Any entity that DIoL made for the plug; without it all plugs are shown. */
  entity?: string;
  /** The sensor that meters, where the plug has several. */
  power?: string;
  name?: string;
  hours?: number;
  show_normal?: boolean;
  show_patterns?: boolean;
  show_words?: boolean;
}

declare global {
  interface Window {
    customCards?: Record<string, unknown>[];
    customStrategies?: Record<string, unknown>[];
  }
}
