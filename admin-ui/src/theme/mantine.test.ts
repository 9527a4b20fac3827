import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const exist = new Set(
  readdirSync(join(root, "node_modules/@mantine/core/styles")).map((name) =>
    name.replace(/(\.layer)?\.css$/, ""),
  ),
);
const imported = readFileSync(join(root, "src/theme/mantine.css"), "utf8");

function usedComponents(): Set<string> {
  const files = readdirSync(join(root, "src"), { recursive: true }).map(String);
  const sources = files
    .filter((name) => name.endsWith(".tsx"))
    .map((name) => readFileSync(join(root, "src", name), "utf8"));
  const lists = sources.flatMap((text) =>
    [...text.matchAll(/import \{([^}]*)\} from "@mantine\/core"/g)].map((found) => found[1] ?? ""),
  );
  return new Set(lists.flatMap((list) => list.split(",").map((name) => name.trim())));
}

test("every Mantine component that is used has its styles", () => {
  const used = [...usedComponents()].filter((name) => exist.has(name));
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !imported.includes(`/${name}.css`))).toEqual([]);
});
