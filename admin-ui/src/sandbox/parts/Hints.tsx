/** What a little more in the cart would bring, as the engine found out by trying; announced when it changes. */
export function Hints({ hints }: { hints: string[] }) {
  return (
    <div role="status" className="hints">
      {hints.map((hint) => (
        <p key={hint}>{hint}</p>
      ))}
    </div>
  );
}
