/** Asks again and again, as long as somebody looks. */
import type { ReactiveController, ReactiveControllerHost } from "lit";

export class Feed<T> implements ReactiveController {
  data?: T;
  error?: unknown;
  #host: ReactiveControllerHost;
  #ask: () => Promise<T> | undefined;
  #seconds: () => number;
  #timer?: ReturnType<typeof setTimeout>;
  #asked = 0;
  #connected = false;

  constructor(host: ReactiveControllerHost, ask: () => Promise<T> | undefined, seconds: () => number) {
    this.#host = host;
    this.#ask = ask;
    this.#seconds = seconds;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
    document.addEventListener("visibilitychange", this.#look);
    void this.ask();
  }

  hostDisconnected(): void {
    this.#connected = false;
    document.removeEventListener("visibilitychange", this.#look);
    clearTimeout(this.#timer);
  }

  #look = (): void => {
    if (document.hidden) clearTimeout(this.#timer);
    else void this.ask();
  };

  /** Ask now. Only the answer to the last question counts. */
  async ask(): Promise<void> {
    clearTimeout(this.#timer);
    if (!this.#connected || document.hidden) return;
    const asked = ++this.#asked;
    const answer = this.#ask();
    if (!answer) return;
    try {
      const data = await answer;
      if (asked !== this.#asked) return;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      if (asked !== this.#asked) return;
      this.error = error;
    }
    this.#host.requestUpdate();
    if (this.#connected && !document.hidden) {
      this.#timer = setTimeout(() => void this.ask(), this.#seconds() * 1000);
    }
  }

  /** Forget what is known of something else. */
  reset(): void {
    this.data = undefined;
    void this.ask();
  }
}
