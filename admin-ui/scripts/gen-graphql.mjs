// Types every `*.graphql` file against the committed SDL: `queries.graphql` gets `queries.graphql.ts` beside it.
// Files under src/sandbox/ speak the storefront schema, all others the admin schema. One file out per file in, so
// that two people who add operations do not meet in one generated file. `--check` writes nothing and fails on a
// difference.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as operations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse, validate } from "graphql";

const root = join(import.meta.dirname, "..");
const text = (name) => readFileSync(join(root, "../graphql_api/schema", `${name}.graphql`), "utf8");
const schemas = Object.fromEntries(
  ["admin", "storefront"].map((name) => [name, { ast: parse(text(name)), schema: buildSchema(text(name)) }]),
);

const STRINGS = ["CouponCode", "Date", "DateTime", "Email", "ID", "Phone", "Time"];
const config = {
  documentMode: "string",
  useTypeImports: true,
  strictScalars: true,
  skipTypename: true,
  scalars: {
    Amount: "number",
    JSON: "unknown",
    ...Object.fromEntries(STRINGS.map((name) => [name, "string"])),
  },
};

const sources = readdirSync(join(root, "src"), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".graphql"))
  .sort();

async function typed(name) {
  const location = join("src", name);
  const { ast, schema } = schemas[name.startsWith("sandbox") ? "storefront" : "admin"];
  const document = parse(readFileSync(join(root, location), "utf8"));
  const errors = validate(schema, document).map((error) => {
    const { line, column } = error.locations?.[0] ?? { line: 1, column: 1 };
    return `${location}:${line}:${column}: ${error.message}`;
  });
  if (errors.length > 0) return { location, errors };
  const code = await codegen({
    schema: ast,
    documents: [{ location, document }],
    filename: `${location}.ts`,
    config,
    plugins: [{ operations: {} }, { typedDocumentNode: {} }],
    pluginMap: { operations, typedDocumentNode },
  });
  return { location, errors, code: shared(code, location) };
}

/** The generator repeats the class of documents in every file; ours is in src/api/document.ts, once. */
function shared(code, location) {
  let path = relative(dirname(location), "src/api/document.ts").replaceAll("\\", "/");
  if (!path.startsWith(".")) path = `./${path}`;
  const body = code
    .replace(/export class TypedDocumentString[\s\S]*?\n}\n/, "")
    .replace(/import type \{ DocumentTypeDecoration \}.*\n/, "")
    .trimStart();
  return `// Written by scripts/gen-graphql.mjs; do not edit.\nimport { TypedDocumentString } from "${path}";\n\n${body}`;
}

const results = await Promise.all(sources.map(typed));
const errors = results.flatMap((result) => result.errors);
const stale = [];
for (const { location, code } of results) {
  if (code === undefined) continue;
  const target = join(root, `${location}.ts`);
  if (existsSync(target) && readFileSync(target, "utf8") === code) continue;
  if (process.argv.includes("--check"))
    stale.push(`${location}.ts is not what the schema gives; run: make ui-gen`);
  else writeFileSync(target, code);
}
if (errors.length + stale.length > 0) {
  console.error([...errors, ...stale].join("\n"));
  process.exit(1);
}
