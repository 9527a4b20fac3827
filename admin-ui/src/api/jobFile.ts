import { currentLocale } from "../i18n/locale.ts";
import { confirmIdentity } from "./confirm.ts";
import { RequestFailure } from "./request.ts";

interface Refused {
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Hands a file in as it is. Throws RequestFailure. */
export async function handIn(path: string, file: File): Promise<void> {
  await asked(path, file);
}

/** Saves a file of a job where the browser saves files, under the server's name. Throws RequestFailure. */
export async function takeAway(path: string): Promise<void> {
  const response = await asked(path);
  const [, name = "file.csv"] =
    /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  const address = URL.createObjectURL(await response.blob());
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

/** The answer; the person is asked first who they are where the server wants to know (SEC19). */
async function asked(path: string, file?: File): Promise<Response> {
  try {
    return await askedOnce(path, file);
  } catch (failure) {
    const again =
      failure instanceof RequestFailure && failure.code === "STEP_UP_REQUIRED" && (await confirmIdentity());
    if (!again) throw failure;
    return askedOnce(path, file);
  }
}

async function askedOnce(path: string, file: File | undefined): Promise<Response> {
  const response = await sent(path, file);
  if (response.ok) return response;
  const answer = (await response.json().catch(() => ({}))) as Refused;
  const error = answer.errors?.[0];
  throw new RequestFailure(
    error?.message ?? `HTTP ${response.status}`,
    error?.extensions?.code ?? "NOT_JSON",
  );
}

async function sent(path: string, file: File | undefined): Promise<Response> {
  try {
    return await fetch(path, {
      method: file ? "POST" : "GET",
      credentials: "same-origin",
      headers: {
        "accept-language": currentLocale(),
        "x-otoku-request": "1",
        ...(file ? { "content-type": "application/octet-stream" } : {}),
      },
      body: file ?? null,
    });
  } catch (trouble) {
    throw new RequestFailure(String(trouble), "NETWORK");
  }
}
