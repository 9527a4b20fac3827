import { Sparkline } from "../../charts/Sparkline.tsx";
import { formatCount, formatMoney, formatShare } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import type { PeriodDayFragment, PeriodSumFragment } from "./queries.graphql.ts";
import classes from "./stats.module.css";
import { statsTexts } from "./texts.ts";

const MONEY = ["revenue", "discount"] as const;
const COUNTS = ["issued", "redeemed"] as const;

interface KpisProps {
  total: PeriodSumFragment;
  /** Absent: not compared. */
  previous?: PeriodSumFragment;
  days: readonly PeriodDayFragment[];
}

/** The four figures that one looks at first, each with its course and the period before in words. */
export function Kpis({ total, previous, days }: KpisProps) {
  const text = useTexts(statsTexts);
  return (
    <dl className={classes.kpis}>
      {MONEY.map((name) => (
        <Kpi
          key={name}
          name={text[name]}
          value={total[name].amount}
          before={previous?.[name].amount}
          course={days.map((day) => day[name].amount)}
          format={(amount) => formatMoney({ amount, currency: total[name].currency })}
        />
      ))}
      {COUNTS.map((name) => (
        <Kpi
          key={name}
          name={text[name]}
          value={total[name]}
          before={previous?.[name]}
          course={days.map((day) => day[name])}
          format={formatCount}
        />
      ))}
    </dl>
  );
}

function Kpi(props: {
  name: string;
  value: number;
  before?: number;
  course: readonly number[];
  format: (value: number) => string;
}) {
  const shown = props.format(props.value);
  return (
    <div className={classes.kpi}>
      <dt>{props.name}</dt>
      <dd>
        <span className={classes.value}>{shown}</span>
        {props.course.length > 1 && (
          <Sparkline values={props.course} label={props.course.map(props.format).join(", ")} />
        )}
        {props.before !== undefined && <Change {...props} before={props.before} />}
      </dd>
    </div>
  );
}

function Change({
  value,
  before,
  format,
}: {
  value: number;
  before: number;
  format: (value: number) => string;
}) {
  const text = useTexts(statsTexts);
  const share = formatShare(Math.abs(value - before), before);
  const said =
    before === 0
      ? text.fromNone(format(0))
      : value === before
        ? text.asBefore
        : value > before
          ? text.more(share)
          : text.less(share);
  return <span className={classes.change}>{said}</span>;
}
