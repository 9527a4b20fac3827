import type { Tone } from "../../parts/show/Badge.tsx";
import type { ExperimentsQuery } from "./queries.graphql.ts";

type ExperimentVerdict = ExperimentsQuery["experiments"][number]["verdict"];

const TONES: Record<ExperimentVerdict, Tone> = {
  MISMATCH: "bad",
  TOO_LITTLE: "plain",
  UNDECIDED: "plain",
  BETTER: "good",
  WORSE: "warn",
  NO_DIFFERENCE: "plain",
};

/** How a verdict looks; the word beside it says the same. */
export function toneOf(verdict: ExperimentVerdict): Tone {
  return TONES[verdict];
}
