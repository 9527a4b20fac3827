import { useDebouncedValue } from "@mantine/hooks";
import { useQueries } from "@tanstack/react-query";
import { useLocale } from "../../i18n/locale.ts";
import { folded } from "../../i18n/normalise.ts";
import { commandSources, navigation } from "../../screens/registry.ts";
import { type NavEntry, opened } from "../nav.ts";
import { useMe } from "../shop.tsx";
import type { Command } from "./command.ts";

const PAUSE_MS = 200;
const SHORTEST = 2;

/** What the palette offers for the typed text: screens at once, things of the shop after a pause. */
export function useCommands(typed: string): { commands: readonly Command[]; busy: boolean } {
  const locale = useLocale();
  const { rights } = useMe();
  const may = (right: string) => rights.includes(right);
  const [paused] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const wanted = folded(typed);
  const screens = opened(navigation, rights)
    .filter(({ label }: NavEntry) => folded(`${label.ja} ${label.en}`).includes(wanted))
    .map(
      ({ to, label, icon }: NavEntry): Command => ({ id: `screen:${to}`, label: label[locale], icon, to }),
    );
  const found = useQueries({
    queries: commandSources.map((source, place) => ({
      queryKey: ["palette", place, paused, locale],
      queryFn: ({ signal }: { signal: AbortSignal }) => source(paused, locale, signal, may),
      enabled: paused.length >= SHORTEST,
    })),
  });
  const things = wanted.length >= SHORTEST ? found.flatMap(({ data }) => data ?? []) : [];
  return { commands: [...screens, ...things], busy: found.some(({ isFetching }) => isFetching) };
}
