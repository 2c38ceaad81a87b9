import type { Language } from '@sila/domain';

/** One call of `window.Sila(...)`, made by the page that carries the chat. */
export type Call = readonly [command: string, value?: string];

/** What the loader hands to the panel: where to live, whom to serve, and the button it belongs to. */
export interface WidgetHost {
  /** Id of the channel account, from the script tag's `data-account`. */
  readonly account: string;
  /** Address of Sila, without a trailing slash; the one host that the chat talks to. */
  readonly base: string;
  readonly language: Language;
  readonly element: HTMLElement;
  readonly root: ShadowRoot;
  readonly launcher: HTMLButtonElement;
}

/** Takes the calls of the page once the panel is there. */
export type Runner = (call: Call) => void;

/** The one global: a function that works from the first moment on, whether or not the panel is loaded. */
export interface Sila {
  (...call: Call): void;
  /** Calls made by a stub before the loader came. */
  readonly q?: Call[];
  /** Called by panel.js when it is loaded. */
  ready(mount: (host: WidgetHost) => Runner): void;
}

declare global {
  interface Window {
    Sila?: Sila;
  }
}

/** Where the browser keeps what belongs to one chat on one website. */
export const storageKey = (account: string): string => `sila:${account}`;
