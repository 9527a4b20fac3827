import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { ask } from "../../api/query.ts";
import { normalised } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { dayAfter, instantOf } from "../../i18n/zone.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../parts/search.ts";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Instant, Until } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { DayFilter } from "../../parts/table/DayFilter.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useListCsv } from "../../parts/table/useListCsv.ts";
import { useRight, useShop } from "../../shell/shop.tsx";
import classes from "./coupons.module.css";
import { CouponsCsvDocument } from "./export.graphql.ts";
import { CouponState, Uses, useDiscount } from "./look.tsx";
import { type CouponRowFragment, CouponRulesDocument, CouponsDocument } from "./queries.graphql.ts";
import { COUPON_STATES, type CouponSearch, couponsRoute } from "./screen.ts";
import { couponTexts } from "./texts.ts";

const Issue = lazy(() => import("./Issue.tsx").then((module) => ({ default: module.Issue })));

const CODE = /^[0-9A-Z\s‐-―ー−-]{6,24}$/i;

/** Find a code, an owner or an order, and go to the coupon's life. */
export function Coupons() {
  const text = useTexts(couponTexts);
  const search = couponsRoute.useSearch();
  const setSearch = useSetSearch<CouponSearch>();
  const mayIssue = useRight("coupons");
  const [issuing, setIssuing] = useState(false);
  const { query, filter } = useCoupons(search);
  const csv = useListCsv(CouponsCsvDocument, { filter }, ({ couponsExport }) => couponsExport);
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          mayIssue && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setIssuing(true)}>
              {text.issue}
            </Button>
          )
        }
      >
        {text.lead}
      </PageHeader>
      {issuing && (
        <Suspense>
          <Issue opened onClose={() => setIssuing(false)} />
        </Suspense>
      )}
      <Answer query={query}>
        {({ coupons }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={coupons.edges.map(({ node }) => node)}
            rowId={(coupon) => coupon.id}
            search={search}
            onSearch={setSearch}
            total={coupons.totalCount}
            pageInfo={coupons.pageInfo}
            csv={csv}
            filters={<CouponFilters />}
            empty={<Nothing />}
          />
        )}
      </Answer>
    </>
  );
}

/** What was typed is an address, or else a code; where it is no code of the shop, it is an order's number. */
function useCoupons(search: CouponSearch) {
  const { timeZone } = useShop();
  const pii = useRight("pii");
  const codes = useRight("coupons");
  const typed = search.q ?? "";
  const filter = {
    state: search.state ?? null,
    rule: search.rule ?? null,
    issuedSince: search.since ? instantOf(search.since, timeZone) : null,
    issuedBefore: search.until ? instantOf(dayAfter(search.until), timeZone) : null,
  };
  const page = { ...pageVariables(search), pii };
  const asCode = codes && CODE.test(normalised(typed));
  const coded = { ...filter, code: typed };
  const byCode = useQuery({
    ...ask(CouponsDocument, { ...page, filter: coded }),
    enabled: asCode,
  });
  const found = (byCode.data?.coupons.edges.length ?? 0) > 0;
  const own = typed.includes("@") ? { email: typed } : typed ? { orderId: typed } : {};
  const owned = { ...filter, ...own };
  const others = useQuery({
    ...ask(CouponsDocument, { ...page, filter: owned }),
    enabled: !asCode || (byCode.isFetched && !found),
  });
  return asCode && (found || byCode.error || byCode.isPending)
    ? { query: byCode, filter: coded }
    : { query: others, filter: owned };
}

function CouponFilters() {
  const text = useTexts(couponTexts);
  const search = couponsRoute.useSearch();
  const setSearch = useSetSearch<CouponSearch>();
  const change = (patch: Partial<CouponSearch>) => setSearch(fromTheStart(patch));
  const rules = useQuery(ask(CouponRulesDocument, {}));
  const codes = useRight("coupons");
  return (
    <>
      <TextFilter
        label={codes ? text.search : text.searchNoCode}
        value={search.q}
        onChange={(q) => change({ q })}
      />
      <ChoiceFilter
        label={text.state}
        value={search.state}
        options={COUPON_STATES.map((value) => ({ value, label: text[value] }))}
        onChange={(state) => change({ state })}
      />
      <ChoiceFilter
        label={text.rule}
        value={search.rule}
        options={(rules.data?.rules ?? []).map(({ name }) => ({ value: name, label: name }))}
        onChange={(rule) => change({ rule })}
      />
      <DayFilter label={text.since} value={search.since} onChange={(since) => change({ since })} />
      <DayFilter label={text.until} value={search.until} onChange={(until) => change({ until })} />
    </>
  );
}

function Nothing() {
  const text = useTexts(couponTexts);
  const { q, state, rule, since, until } = couponsRoute.useSearch();
  const setSearch = useSetSearch<CouponSearch>();
  if (!(q ?? state ?? rule ?? since ?? until)) {
    return (
      <Empty icon="ticket" title={text.empty}>
        {text.emptyHow}
      </Empty>
    );
  }
  const none = { q: undefined, state: undefined, rule: undefined, since: undefined, until: undefined };
  return <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart(none))} />;
}

function useColumns(): readonly Column<CouponRowFragment>[] {
  const text = useTexts(couponTexts);
  const pii = useRight("pii");
  const discount = useDiscount();
  return useMemo(() => {
    const owner: Column<CouponRowFragment> = {
      id: "owner",
      header: text.owner,
      value: ({ ownerEmail }) => ownerEmail ?? "",
      cell: ({ ownerEmail }) => ownerEmail ?? text.anybody,
    };
    return [
      {
        id: "code",
        header: text.code,
        rowHeader: true,
        value: ({ maskedCode }) => maskedCode,
        cell: (coupon) => <CodeLink of={coupon} />,
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: ({ state }) => <CouponState of={state} />,
      },
      {
        id: "discount",
        header: text.discount,
        value: (coupon) => discount(coupon.discount),
        cell: (coupon) => <span className="numeric">{discount(coupon.discount)}</span>,
      },
      ...(pii ? [owner] : []),
      {
        id: "order",
        header: text.order,
        value: ({ orderId }) => orderId,
        cell: ({ orderId }) => orderId || text.byHand,
      },
      {
        id: "issuedAt",
        header: text.issuedAt,
        value: ({ issuedAt }) => issuedAt,
        cell: ({ issuedAt }) => <Instant at={issuedAt} />,
      },
      {
        id: "validUntil",
        header: text.validUntil,
        value: ({ validUntil }) => validUntil ?? "",
        cell: ({ validUntil }) => <Until at={validUntil} never={text.noEnd} />,
      },
      {
        id: "uses",
        header: text.uses,
        value: ({ used }) => used,
        cell: (coupon) => <Uses of={coupon} />,
      },
      { id: "rule", header: text.rule, value: ({ ruleName }) => ruleName, cell: ({ ruleName }) => ruleName },
    ];
  }, [text, pii, discount]);
}

function CodeLink({ of: { id, maskedCode, test, sample } }: { of: CouponRowFragment }) {
  const text = useTexts(couponTexts);
  return (
    <span className={classes.codeCell}>
      <Link to="/coupons/$couponId" params={{ couponId: id }} className="numeric">
        {maskedCode}
      </Link>
      {test && <StateBadge tone="info">{text.test}</StateBadge>}
      {sample && <StateBadge>{text.sample}</StateBadge>}
    </span>
  );
}
