// Compares the compressed sizes of the built apps with their budgets: what a browser loads before any screen, all that
// the two screens need with which people begin, what many routes share (tables, dialogs, choice lists: loaded once, with
// the first of them), what each route adds of its own, and everything. Fails with the excess.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1024;
const BUDGETS = {
  admin: {
    "before any screen, scripts": 160,
    "before any screen, styles": 30,
    "before any screen": 185,
    "first screen: home": 225,
    "first screen: rules": 225,
    shared: 115,
    everything: 730,
  },
  sandbox: { "before any screen": 110, shared: 40, everything: 160 },
};
/** The screens with which people begin: with what comes before any screen, they are the first screen. */
const FIRST = {
  admin: { home: "src/screens/home/Home.tsx", rules: "src/screens/rules/Rules.tsx" },
  sandbox: {},
};
/** A chunk that so many routes load is shared. */
const SHARED_BY = 4;
/** What a route may add of its own; the gallery shows every part there is, searching comes into the editor that is there. */
const ROUTE = 40;
const WIDER = { editor: 170, "rule/text/search": 170, "screens/parts": 70 };
const dist = join(import.meta.dirname, "../dist");

function measure(app) {
  const manifest = JSON.parse(readFileSync(join(dist, app, "manifest.json"), "utf8"));
  const sizes = new Map();
  const size = (file) => {
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, app, file)), { level: 9 }).length);
    return sizes.get(file);
  };
  const files = (key, seen = new Set()) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) return seen;
    seen.add(chunk.file);
    for (const css of chunk.css ?? []) seen.add(css);
    for (const next of chunk.imports ?? []) files(next, seen);
    return seen;
  };
  const sum = (names) => [...names].reduce((total, name) => total + size(name), 0) / KB;
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  const first = files(entry);
  const all = new Set(Object.values(manifest).flatMap((chunk) => [chunk.file, ...(chunk.css ?? [])]));
  const added = Object.keys(manifest)
    .filter((key) => manifest[key].isDynamicEntry)
    .map((key) => [key, [...files(key)].filter((name) => !first.has(name))]);
  const uses = new Map();
  for (const [, names] of added) for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  const isShared = (name) => uses.get(name) >= SHARED_BY;
  const routes = added.map(([key, names]) => [key, sum(names.filter((name) => !isShared(name)))]);
  return {
    totals: {
      "before any screen, scripts": sum([...first].filter((name) => name.endsWith(".js"))),
      "before any screen, styles": sum([...first].filter((name) => name.endsWith(".css"))),
      "before any screen": sum(first),
      ...Object.fromEntries(
        Object.entries(FIRST[app]).map(([name, key]) => [
          `first screen: ${name}`,
          sum(new Set([...first, ...files(key)])),
        ]),
      ),
      shared: sum([...uses.keys()].filter(isShared)),
      everything: sum(all),
    },
    routes,
  };
}

let over = 0;
function judge(name, is, may) {
  const mark = is > may ? "✗" : "✓";
  if (is > may) over += 1;
  console.log(`  ${mark} ${name.padEnd(52)} ${is.toFixed(1).padStart(7)} of ${may} KB`);
}

for (const [app, budgets] of Object.entries(BUDGETS)) {
  const { totals, routes } = measure(app);
  for (const [name, may] of Object.entries(budgets)) judge(`${app}: ${name}`, totals[name], may);
  for (const [key, is] of routes) {
    const wider = Object.entries(WIDER).find(([part]) => key.toLowerCase().includes(part));
    judge(`${app}: ${key}`, is, wider?.[1] ?? ROUTE);
  }
}
if (over > 0) {
  console.error(`${over} over budget (gzip -9)`);
  process.exit(1);
}
