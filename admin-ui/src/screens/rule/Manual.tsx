import { Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Prose } from "./Prose.tsx";
import classes from "./rule.module.css";

/** A page of the manual: the headings, paragraphs and code blocks that its pages are made of. */
export function Manual({ markdown }: { markdown: string }) {
  return <div className={classes.manual}>{blocksOf(markdown).map(drawn)}</div>;
}

interface Block {
  readonly kind: "heading" | "code" | "text";
  readonly text: string;
}

export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  for (const [place, part] of markdown.split(/^```.*$/m).entries()) {
    if (place % 2 === 1) {
      blocks.push({ kind: "code", text: part.replace(/^\n|\n$/g, "") });
      continue;
    }
    for (const text of part.split(/\n\s*\n/).map((each) => each.trim())) {
      if (text === "") continue;
      const heading = /^#+\s+(.*)$/.exec(text)?.[1];
      blocks.push(heading === undefined ? { kind: "text", text } : { kind: "heading", text: heading });
    }
  }
  return blocks;
}

function drawn(block: Block, place: number): ReactNode {
  const key = `${place} ${block.kind}`;
  if (block.kind === "code") return <pre key={key}>{block.text}</pre>;
  if (block.kind === "heading")
    return (
      <Title key={key} order={3}>
        {block.text}
      </Title>
    );
  return (
    <p key={key}>
      <Prose of={block.text} />
    </p>
  );
}
