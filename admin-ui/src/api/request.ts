import { currentLocale } from "../i18n/locale.ts";
import { confirmIdentity } from "./confirm.ts";
import type { TypedDocumentString } from "./document.ts";

/** What went wrong with a request, before any answer of the business: see `RequestCode` of the server. */
export class RequestFailure extends Error {
  override readonly name = "RequestFailure";

  constructor(
    message: string,
    /** `NETWORK`, `NOT_JSON`, or the server's code such as `FORBIDDEN`. */
    readonly code: string,
    /** The number under which the server's log has the details; empty when it named none. */
    readonly requestId = "",
    /** The right that is missing, for `FORBIDDEN`. */
    readonly right = "",
  ) {
    super(message);
  }
}

interface Answer {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string; id?: string; right?: string } }[];
}

/**
 * Sends a document to the admin schema; throws RequestFailure, or AbortError when `signal` says stop. Where the server
 * wants to know that it is still the same person (SEC19), the person is asked, and the document sent again.
 */
export async function request<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    return await requestOnce(document, variables, signal);
  } catch (error) {
    const again =
      error instanceof RequestFailure && error.code === "STEP_UP_REQUIRED" && (await confirmIdentity());
    if (!again) throw error;
    return requestOnce(document, variables, signal);
  }
}

async function requestOnce<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Result> {
  const response = await sent(JSON.stringify({ query: document.toString(), variables }), signal);
  const answer = await read(response);
  const error = answer.errors?.[0];
  if (error) {
    const { code = "INTERNAL", id = "", right = "" } = error.extensions ?? {};
    throw new RequestFailure(error.message, code, id, right);
  }
  return answer.data as Result;
}

async function sent(body: string, signal: AbortSignal | undefined): Promise<Response> {
  try {
    return await fetch("/admin/graphql", {
      method: "POST",
      credentials: "same-origin",
      headers: {
        "content-type": "application/json",
        "accept-language": currentLocale(),
        // No form of another site can send this header (SEC21).
        "x-otoku-request": "1",
      },
      body,
      signal: signal ?? null,
    });
  } catch (trouble) {
    if (trouble instanceof DOMException && trouble.name === "AbortError") throw trouble;
    throw new RequestFailure(String(trouble), "NETWORK");
  }
}

async function read(response: Response): Promise<Answer> {
  try {
    return (await response.json()) as Answer;
  } catch {
    throw new RequestFailure(`HTTP ${response.status}`, "NOT_JSON");
  }
}
