import { useEffect, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { sentenceOf } from "../api/refused.ts";
import { server, type Told } from "../api/server.ts";
import { Awaited } from "../parts/Awaited.tsx";
import { useMoney } from "../parts/Breakdown.tsx";
import { usePayment } from "../parts/usePayment.ts";
import { useTitle } from "../parts/useTitle.ts";
import { go } from "../router.tsx";
import { useShop } from "../shop.tsx";
import { sandboxTexts, shopTexts } from "../texts.ts";

/** The page of a payment company, which does what its buttons say. A one-time coupon is not to be seen here (S1.42). */
export function Gateway({ id }: { id: string }) {
  const t = useTexts(sandboxTexts);
  const shopText = useTexts(shopTexts);
  const { shop } = useShop();
  const money = useMoney();
  const { payment, failure } = usePayment(id);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<unknown>(null);
  useTitle(t.gatewayTitle);

  const answered = payment !== null && payment.state !== "at_gateway";
  useEffect(() => {
    if (answered) go(`/confirm/${id}`, true);
  }, [answered, id]);

  if (payment === null || answered) {
    return (
      <main className="gateway">
        <Awaited failure={failure} />
      </main>
    );
  }
  const tell = async (told: Told) => {
    setBusy(true);
    try {
      await server.gateway(id, told);
      go(`/confirm/${id}`, true);
    } catch (refused) {
      setTrouble(refused);
      setBusy(false);
    }
  };
  const { gatewayTotal, payable } = payment.quote;
  return (
    <main className="gateway">
      <div className="till">
        <h1>{t.gatewayTitle}</h1>
        <p className="soft">{t.gatewayLead}</p>
        <dl className="sums">
          <div>
            <dt>{t.merchant}</dt>
            <dd>{shop.name}</dd>
          </div>
          <div className="total">
            <dt>{t.amount}</dt>
            <dd>{money(gatewayTotal.amount)}</dd>
          </div>
        </dl>
        {trouble !== null && (
          <p role="alert" className="problem">
            {sentenceOf(trouble, shopText.offline)}
          </p>
        )}
        <button type="button" className="button wide" disabled={busy} onClick={() => tell("approve")}>
          {t.approve}
        </button>
        <button type="button" className="wide" disabled={busy} onClick={() => tell("refuse")}>
          {t.refuse}
        </button>
        <fieldset disabled={busy}>
          <legend>{t.failures}</legend>
          <button type="button" className="wide" onClick={() => tell("time_out")}>
            {t.timeOut}
          </button>
          <button type="button" className="wide" onClick={() => tell("twice")}>
            {t.twice}
          </button>
          <button type="button" className="wide" onClick={() => tell("screen")}>
            {t.screen}
          </button>
        </fieldset>
      </div>
      {gatewayTotal.amount !== payable.amount && <p className="note">{t.gatewayNote}</p>}
    </main>
  );
}
