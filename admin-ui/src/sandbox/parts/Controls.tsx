import { type RefObject, useId, useState } from "react";
import { formatDuration, formatInstant } from "../../i18n/format.ts";
import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { type RuleSource, type Shop, server } from "../api/server.ts";
import { cartTexts } from "../cart/texts.ts";
import { go } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";
import { Figures } from "./Figures.tsx";

const MOVES = [
  { hours: 1, text: "hour" },
  { hours: 4, text: "fourHours" }, // past the delay of most reminders
  { hours: 24, text: "day" },
  { hours: 24 * 7, text: "week" },
] as const;
const LONG_MOVES = [15, 30];

/** What only a sandbox has: other rules, a later time, an empty shop. */
export function Controls({
  dialog,
  open,
  onClose,
}: {
  dialog: RefObject<HTMLDialogElement | null>;
  open: boolean;
  onClose: () => void;
}) {
  const t = useTexts(sandboxTexts);
  const { shop, show } = useShop();
  const shopText = useTexts(shopTexts);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState("");

  const act = async (asked: Promise<Shop>, done = "") => {
    setBusy(true);
    setSaid("");
    try {
      show(await asked);
      setSaid(done);
    } catch (failure) {
      setSaid(sentenceOf(failure, shopText.offline));
    } finally {
      setBusy(false);
    }
  };

  return (
    <dialog ref={dialog} className="controls" aria-label={t.controls} onClose={onClose}>
      <form method="dialog">
        <button type="submit" className="quiet">
          {t.close}
        </button>
      </form>
      <Rules
        busy={busy}
        choose={(source, example) => {
          if (example !== shop.rules.example) go("/"); // other products, and tokens of another generation
          act(server.rules(source, example));
        }}
      />
      <Clock busy={busy} move={(hours) => act(server.clock(hours))} />
      {open && <Figures busy={busy} />}
      <Reset
        busy={busy}
        empty={() => {
          go("/"); // away from pages that still ask with the tokens of the old generation
          act(server.reset(), t.resetDone);
        }}
      />
      <p role="status" className="said">
        {busy ? t.moving : said}
      </p>
      <p>
        <a href="/admin/">{t.toAdmin}</a>
      </p>
    </dialog>
  );
}

function Rules({ busy, choose }: { busy: boolean; choose: (source: RuleSource, example: string) => void }) {
  const t = useTexts(sandboxTexts);
  const { live, draft, source, errors, example, examples } = useShop().shop.rules;
  const choices = [
    { value: "live", name: t.useLive, revision: live },
    { value: "draft", name: t.useDraft, revision: draft },
  ] as const;
  return (
    <fieldset disabled={busy}>
      <legend>{t.rules}</legend>
      {choices.map(({ value, name, revision }) => (
        <label key={value}>
          <input
            type="radio"
            name="rules"
            value={value}
            checked={source === value}
            disabled={revision === null}
            onChange={() => choose(value, "")}
          />
          {name} <span className="soft">{revision === null ? t.none : t.revision(revision)}</span>
        </label>
      ))}
      {examples.length > 0 && <Examples key={example} load={(id) => choose("example", id)} />}
      {errors.length > 0 && (
        <div role="alert" className="problem">
          <p>{t.draftErrors}</p>
          <ul>
            {errors.map((error) => (
              <li key={error}>{error}</li>
            ))}
          </ul>
        </div>
      )}
    </fieldset>
  );
}

/** Chosen first and loaded then: a list that acted at once would empty the sandbox at each key. */
function Examples({ load }: { load: (id: string) => void }) {
  const t = useTexts(sandboxTexts);
  const { example, examples } = useShop().shop.rules;
  const [chosen, setChosen] = useState(example);
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{t.useExample}</label>
      <div className="choice">
        <select
          id={id}
          value={chosen}
          aria-describedby={`${id}hint`}
          onChange={(event) => setChosen(event.target.value)}
        >
          <option value="" disabled>
            {t.chooseExample}
          </option>
          {examples.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
        <button type="button" disabled={chosen === example} onClick={() => load(chosen)}>
          {t.load}
        </button>
      </div>
      <p id={`${id}hint`} className="soft">
        {t.exampleHint}
      </p>
    </>
  );
}

function Clock({ busy, move }: { busy: boolean; move: (hours: number) => void }) {
  const t = useTexts(sandboxTexts);
  const locale = useLocale();
  const cartText = useTexts(cartTexts);
  const { clock, zone } = useShop().shop;
  return (
    <fieldset disabled={busy}>
      <legend>{t.clock}</legend>
      <p>
        {t.clockNow} <strong>{formatInstant(clock.now, zone)}</strong>
        <br />
        <span className="soft">
          {clock.aheadSeconds === 0 ? t.inStep : t.ahead(formatDuration(clock.aheadSeconds, locale))}
        </span>
      </p>
      <div className="moves" role="group" aria-label={t.advance}>
        <span>{t.advance}</span>
        {MOVES.map(({ hours, text }) => (
          <button key={hours} type="button" onClick={() => move(hours)}>
            {text === "fourHours" ? cartText.fourHours : t[text]}
          </button>
        ))}
        {LONG_MOVES.map((days) => (
          <button key={days} type="button" onClick={() => move(days * 24)}>
            {t.days(days)}
          </button>
        ))}
      </div>
      <p className="soft">{t.clockHint}</p>
    </fieldset>
  );
}

function Reset({ busy, empty }: { busy: boolean; empty: () => void }) {
  const t = useTexts(sandboxTexts);
  const [asked, setAsked] = useState(false);
  const press = () => {
    if (asked) empty();
    setAsked(!asked);
  };
  return (
    <fieldset disabled={busy}>
      <legend>{t.reset}</legend>
      <p className="soft">{t.resetHint}</p>
      <button type="button" className={asked ? "danger" : ""} onClick={press}>
        {asked ? t.resetSure : t.reset}
      </button>
    </fieldset>
  );
}
