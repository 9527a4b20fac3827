import classes from "./rule.module.css";

/** A unified difference; the sign of each line says what the colour repeats. */
export function Diff({ of, label }: { of: string; label: string }) {
  const lines = of
    .replace(/\n$/, "")
    .split("\n")
    .filter((line) => !/^(---|\+\+\+) /.test(line));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <pre className={classes.diff} tabIndex={0} role="region" aria-label={label}>
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one difference never move
        <div key={place} data-sign={sign(line)}>
          {line || " "}
        </div>
      ))}
    </pre>
  );
}

function sign(line: string): string | undefined {
  if (line.startsWith("@@")) return "place";
  if (line.startsWith("+")) return "new";
  return line.startsWith("-") ? "old" : undefined;
}
