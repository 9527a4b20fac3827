// Compares the compressed sizes of the built apps with their budgets: what a browser loads before the first screen,
// what each route adds, and everything. Fails with the excess.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const KB = 1024;
const BUDGETS = {
  admin: { "first screen, scripts": 190, "first screen, styles": 38, "first screen": 225, everything: 600 },
  sandbox: { "first screen": 110, everything: 160 },
};
/** What a route may add to the first screen; the gallery shows every part there is. */
const ROUTE = 40;
const WIDER = { editor: 170, "screens/parts": 70 };
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
  const routes = Object.keys(manifest)
    .filter((key) => manifest[key].isDynamicEntry)
    .map((key) => [key, sum([...files(key)].filter((name) => !first.has(name)))]);
  return {
    totals: {
      "first screen, scripts": sum([...first].filter((name) => name.endsWith(".js"))),
      "first screen, styles": sum([...first].filter((name) => name.endsWith(".css"))),
      "first screen": sum(first),
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
