/** How the lines of a file end, so that a save changes no line that nobody touched. */
export type Newlines = "\n" | "\r\n" | "mixed";

export function newlinesOf(text: string): Newlines {
  const all = text.split("\n").length - 1;
  const windows = text.split("\r\n").length - 1;
  if (windows === 0 && !text.includes("\r")) return "\n";
  return windows === all && !/\r(?!\n)/.test(text) ? "\r\n" : "mixed";
}

/** The text as the editor holds it; mixed line ends stay as they are. */
export function opened(text: string, newlines: Newlines): string {
  return newlines === "\r\n" ? text.replaceAll("\r\n", "\n") : text;
}

/** The text as it is stored. */
export function stored(text: string, newlines: Newlines): string {
  return newlines === "\r\n" ? text.replaceAll("\n", "\r\n") : text;
}
