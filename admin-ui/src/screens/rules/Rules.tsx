import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { ask, POLL_MS } from "../../api/query.ts";
import { folded } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, useSetSearch } from "../../parts/search.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useRight } from "../../shell/shop.tsx";
import { kindName, type RuleRow, useRuleColumns } from "./columns.tsx";
import { FileErrors } from "./FileErrors.tsx";
import { RuleListDocument, type RuleListQuery } from "./queries.graphql.ts";
import type { StatusChange } from "./StatusDialog.tsx";
import { KINDS, type RulesSearch, rulesRoute, VERDICTS } from "./screen.ts";
import { rulesTexts } from "./texts.ts";

const StatusDialog = lazy(() =>
  import("./StatusDialog.tsx").then(({ StatusDialog }) => ({ default: StatusDialog })),
);

/** All rules with what they did and how they are. */
export function Rules() {
  const text = useTexts(rulesTexts);
  const query = useQuery({ ...ask(RuleListDocument, {}), refetchInterval: POLL_MS });
  const mayEdit = useRight("edit");
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          <>
            {query.data?.ruleFiles.unpublished && (
              <Button component={Link} to="/releases" variant="default" leftSection={<Icon name="release" />}>
                {text.unpublished}
              </Button>
            )}
            {mayEdit && <CreateButton />}
          </>
        }
      >
        {text.lead}
      </PageHeader>
      <Answer query={query}>{(data) => <List data={data} />}</Answer>
    </>
  );
}

function CreateButton() {
  const text = useTexts(rulesTexts);
  return (
    <Button component={Link} to="/rules/new" leftSection={<Icon name="plus" size={16} />}>
      {text.create}
    </Button>
  );
}

function List({ data }: { data: RuleListQuery }) {
  const text = useTexts(rulesTexts);
  const search = rulesRoute.useSearch();
  const setSearch = useSetSearch<RulesSearch>();
  const mayEdit = useRight("edit");
  const [change, setChange] = useState<StatusChange | null>(null);
  const [asked, setAsked] = useState(false); // the dialog stays, to fade away
  if (change && !asked) setAsked(true);
  const columns = useRuleColumns(setChange);
  const nothing = data.ruleList.length === 0;
  return (
    <>
      <FileErrors files={data.ruleFiles} />
      <DataTable
        label={text.list}
        columns={columns}
        rows={data.ruleList.filter((row) => wanted(row, search))}
        rowId={(row) => `${row.kind} ${row.name} ${row.file}`}
        search={search}
        onSearch={setSearch}
        sortable
        csv="rules.csv"
        filters={<RuleFilters paths={data.ruleFiles.files.filter((file) => file.rules > 0)} />}
        empty={
          nothing ? (
            <Empty icon="rule" title={text.empty} action={mayEdit && <CreateButton />}>
              {text.emptyHow}
            </Empty>
          ) : (
            <FilteredEmpty
              title={text.filtered}
              onClear={() =>
                setSearch({ q: undefined, kind: undefined, verdict: undefined, file: undefined })
              }
            />
          )
        }
      />
      {asked && (
        <Suspense>
          <StatusDialog change={change} onClose={() => setChange(null)} />
        </Suspense>
      )}
    </>
  );
}

function RuleFilters({ paths }: { paths: readonly { path: string }[] }) {
  const text = useTexts(rulesTexts);
  const search = rulesRoute.useSearch();
  const set = useSetSearch<RulesSearch>();
  return (
    <>
      <TextFilter label={text.search} value={search.q} onChange={(q) => set(fromTheStart({ q }))} />
      <ChoiceFilter
        label={text.kind}
        value={search.kind}
        options={KINDS.map((kind) => ({ value: kind, label: kindName(kind, text) }))}
        onChange={(kind) => set({ kind })}
      />
      <ChoiceFilter
        label={text.health}
        value={search.verdict}
        options={VERDICTS.map((verdict) => ({ value: verdict, label: text[verdict] }))}
        onChange={(verdict) => set({ verdict })}
      />
      {paths.length > 1 && (
        <ChoiceFilter
          label={text.file}
          value={search.file}
          options={paths.map(({ path }) => ({ value: path, label: path }))}
          onChange={(file) => set({ file })}
        />
      )}
    </>
  );
}

function wanted(row: RuleRow, search: RulesSearch): boolean {
  if (search.kind && row.kind !== search.kind) return false;
  if (search.verdict && row.verdict !== search.verdict) return false;
  if (search.file && row.file !== search.file) return false;
  return folded(`${row.name} ${row.title}`).includes(folded(search.q ?? ""));
}
