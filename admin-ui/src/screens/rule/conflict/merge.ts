import { diff3MergeRegions } from "node-diff3";

/** A stretch of the merged text: settled already, or changed by both and to be chosen. */
export type Hunk =
  | { readonly kind: "settled"; readonly lines: readonly string[]; readonly by: "both" | "yours" | "theirs" }
  | {
      readonly kind: "conflict";
      readonly yours: readonly string[];
      readonly theirs: readonly string[];
      readonly base: readonly string[];
    };

export type Choice = "yours" | "theirs" | "yours-theirs" | "base";

/** Merges by lines: what only one side changed is settled, what both changed otherwise is a conflict. */
export function threeWay(yours: string, base: string, theirs: string): readonly Hunk[] {
  const regions = diff3MergeRegions(yours.split("\n"), base.split("\n"), theirs.split("\n"));
  return regions.map((region): Hunk => {
    if (region.stable) {
      const by = region.buffer === "a" ? "yours" : region.buffer === "b" ? "theirs" : "both";
      return { kind: "settled", lines: region.bufferContent, by };
    }
    const { aContent, bContent, oContent } = region;
    if (aContent.join("\n") === bContent.join("\n")) return { kind: "settled", lines: aContent, by: "both" };
    return { kind: "conflict", yours: aContent, theirs: bContent, base: oContent };
  });
}

/** The whole text with a choice for each conflict, in order. */
export function merged(hunks: readonly Hunk[], choices: readonly Choice[]): string {
  let place = 0;
  const lines = hunks.flatMap((hunk) => {
    if (hunk.kind === "settled") return hunk.lines;
    const choice = choices[place++] ?? "yours";
    return choice === "yours-theirs" ? [...hunk.yours, ...hunk.theirs] : hunk[choice];
  });
  return lines.join("\n");
}
