import { NotFound } from "../parts/states/NotFound.tsx";

/** An address that no screen has. */
export function NoPage() {
  return <NotFound />;
}
