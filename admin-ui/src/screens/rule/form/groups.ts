import type { FormLine } from "./FormPane.tsx";

/** What the lines of an offer are about, in the order in which a page is thought up (S4.18-59). */
const OF_OFFERS = {
  trigger: ["when", "if", "unless", "others", "on", "begins", "ends", "open"],
  offered: ["pattern", "show", "discount", "quantity", "shipping"],
  page: ["headline", "text", "timer", "button", "terms"],
  rest: [],
} as const satisfies Record<string, readonly string[]>;

export type GroupName = keyof typeof OF_OFFERS;

export interface Group {
  /** Null: the lines stand without a heading. */
  readonly name: GroupName | null;
  readonly lines: readonly FormLine[];
}

/** The lines of a block by what they are about; of other kinds than offers as they are written. */
export function groupsOf(kind: string, lines: readonly FormLine[]): readonly Group[] {
  if (kind !== "offer") return [{ name: null, lines }];
  const names = Object.keys(OF_OFFERS) as GroupName[];
  const homeOf = new Map<string, GroupName>();
  const groupOf = (line: FormLine): GroupName => {
    // What stands in the braces of a line goes with it.
    const around = line.inside === null ? undefined : homeOf.get(line.inside);
    const group =
      around ?? names.find((name) => (OF_OFFERS[name] as readonly string[]).includes(line.label)) ?? "rest";
    homeOf.set(line.id, group);
    return group;
  };
  const grouped = lines.map((line) => [groupOf(line), line] as const);
  return names
    .map((name) => ({ name, lines: grouped.filter(([group]) => group === name).map(([, line]) => line) }))
    .filter((group) => group.lines.length > 0);
}
