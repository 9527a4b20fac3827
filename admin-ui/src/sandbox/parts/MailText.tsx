import { Fragment } from "react";

/** Links into this sandbox: carts that come back, the page behind “unsubscribe”. */
const LINK = /https?:\/\/[^\s/]+(\/sandbox\/[ru]\/[\w.~-]+)/g;

/** The text of a mail; its links into the sandbox can be followed, whatever name the server has for itself. */
export function MailText({ text }: { text: string }) {
  const parts: { text: string; to: string | undefined; at: number }[] = [];
  let read = 0;
  for (const found of text.matchAll(LINK)) {
    parts.push({ text: text.slice(read, found.index), to: undefined, at: read });
    parts.push({ text: found[0], to: found[1], at: found.index });
    read = found.index + found[0].length;
  }
  parts.push({ text: text.slice(read), to: undefined, at: read });
  return parts.map((part) =>
    part.to === undefined ? (
      <Fragment key={part.at}>{part.text}</Fragment>
    ) : (
      <a key={`to ${part.at}`} href={part.to}>
        {part.text}
      </a>
    ),
  );
}
