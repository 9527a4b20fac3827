import { createClient } from "graphql-ws";
import { currentLocale } from "../i18n/locale.ts";
import { setSocketOpen } from "./socketState.ts";

const LINGER_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
/** The server does not know who we are, or that has changed: asking again at once would get the same answer. */
const NOT_US = [4401, 4403];

/** The one WebSocket of the app: opened by the first who follows something, closed after the last. */
export const socket = createClient({
  url: () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/admin/graphql`,
  connectionParams: () => ({ acceptLanguage: currentLocale() }),
  lazyCloseTimeout: LINGER_MS,
  retryAttempts: Number.POSITIVE_INFINITY,
  // Not all at once after a restart of the server.
  retryWait: (retries) =>
    new Promise((resolve) =>
      setTimeout(resolve, Math.min(1_000 * 2 ** retries, LONGEST_WAIT_MS) * (0.5 + Math.random())),
    ),
  shouldRetry: (closed) => !(closed instanceof CloseEvent && NOT_US.includes(closed.code)),
  on: { connected: () => setSocketOpen(true), closed: () => setSocketOpen(false) },
});
