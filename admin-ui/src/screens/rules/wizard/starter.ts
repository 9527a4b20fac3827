interface File {
  readonly path: string;
  readonly text: string;
}

/** The name of the block that a starter's text begins with. */
export function ruleName(text: string): string {
  return /^\w+ "([^"]+)" \{/m.exec(text)?.[1] ?? "";
}

/** `thank-you`, or `thank-you-2` when there is one already. */
export function freeName(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}

/** A new rule file that is called as the rule. */
export function freePath(name: string, taken: readonly string[]): string {
  const plain = name.replace(/[^\p{L}\p{N}_-]+/gu, "-") || "rule";
  const bases = taken
    .filter((path) => path.endsWith(".otoku"))
    .map((path) => path.slice(0, -".otoku".length));
  return `${freeName(plain, bases)}.otoku`;
}

/** The templates of a starter that the shop does not have yet; those that it has are its own. */
export function templatesFor(files: readonly File[], there: readonly string[]): readonly File[] {
  return files.filter(({ path }) => !there.includes(path));
}
