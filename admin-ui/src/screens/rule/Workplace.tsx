import { Button, Tabs } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { useSetSearch } from "../../parts/search.ts";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { Loading } from "../../parts/states/Loading.tsx";
import { useRight } from "../../shell/shop.tsx";
import { ElsewhereBanner } from "./conflict/ElsewhereBanner.tsx";
import { EditTab } from "./EditTab.tsx";
import { LeaveGuard } from "./LeaveGuard.tsx";
import type { OpenFileQuery } from "./queries.graphql.ts";
import classes from "./rule.module.css";
import { type RuleSearch, ruleRoute, TABS, type Tab } from "./screen.ts";
import { HistoryTab } from "./tabs/HistoryTab.tsx";
import { ReadBackTab } from "./tabs/ReadBackTab.tsx";
import { TestsTab } from "./tabs/TestsTab.tsx";
import { ruleTexts } from "./texts.ts";
import { useSave } from "./useSave.ts";
import { useWorkbench, type Workbench } from "./useWorkbench.ts";

const ConflictView = lazy(() =>
  import("./conflict/ConflictView.tsx").then((file) => ({ default: file.ConflictView })),
);

const PreviewTab = lazy(() => import("./tabs/PreviewTab.tsx").then((file) => ({ default: file.PreviewTab })));

const TABS_ID = "rule-tabs";

/** The file on the bench: its head with save and publish, and the tabs. The editor stays alive under all of them. */
export function Workplace({ file }: { file: NonNullable<OpenFileQuery["ruleFile"]> }) {
  const text = useTexts(ruleTexts);
  const search = ruleRoute.useSearch();
  const setSearch = useSetSearch<RuleSearch>();
  const bench = useWorkbench(file);
  const { save, saving, conflict, setConflict } = useSave(bench);
  const mayEdit = useRight("edit");
  useHotkeys([["mod+S", save]], []); // elsewhere than in the editor, which has its own
  const rules = file.path.endsWith(".otoku");
  const offers = bench.checked?.form?.blocks.some(({ kind }) => kind === "offer") ?? search.tab === "preview";
  const tabs = TABS.filter((each) => tabFits(each, rules, offers));
  const tab = tabs.find((each) => each === search.tab) ?? "edit";
  const open = (next: Tab) => setSearch({ tab: next === "edit" ? undefined : next });
  return (
    <>
      <PageHeader
        title={file.path}
        back={{ to: "/rules", label: text.rules }}
        badge={<SaveState bench={bench} />}
        actions={
          <>
            <Button
              component="a"
              href="/sandbox/"
              target="_blank"
              rel="noopener"
              variant="default"
              leftSection={<Icon name="flask" />}
              aria-label={text.sandboxNewTab}
            >
              {text.sandbox}
            </Button>
            <Button component={Link} to="/releases" variant="default" leftSection={<Icon name="release" />}>
              {text.publish}
            </Button>
            {mayEdit && (
              <Button onClick={save} loading={saving} disabled={!bench.dirty || conflict !== null}>
                {text.save}
              </Button>
            )}
          </>
        }
      >
        {mayEdit ? text.lead(bench.base.revision) : <Banner kind="info">{text.readOnly}</Banner>}
        {triedIn(bench).map((name) => (
          <div key={name}>
            <Link to="/experiments/$name" params={{ name }}>
              {text.experiment(name)}
            </Link>
          </div>
        ))}
      </PageHeader>
      {!conflict && <ElsewhereBanner bench={bench} onCompare={setConflict} />}
      {conflict && (
        <Suspense fallback={<Loading />}>
          <ConflictView bench={bench} conflict={conflict} onDone={() => setConflict(null)} />
        </Suspense>
      )}
      <div hidden={conflict !== null}>
        <Tabs
          id={TABS_ID}
          value={tab}
          onChange={(next) => open((next as Tab | null) ?? "edit")}
          keepMounted={false}
        >
          <Tabs.List aria-label={text.tabs} className={classes.tabs}>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {text[each]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {/* Not Tabs.Panel, which would take the editor down, and its undo with it, while another tab is open. */}
          <div
            role="tabpanel"
            id={`${TABS_ID}-panel-edit`}
            aria-labelledby={`${TABS_ID}-tab-edit`}
            hidden={tab !== "edit"}
          >
            <EditTab bench={bench} file={file} rules={rules} readOnly={!mayEdit} onSave={save} />
          </div>
          <Tabs.Panel value="preview">
            <Suspense fallback={<Loading />}>
              <PreviewTab bench={bench} rule={search.rule} />
            </Suspense>
          </Tabs.Panel>
          <Tabs.Panel value="tests">
            <TestsTab bench={bench} onLine={(line) => goTo(bench, line, open)} />
          </Tabs.Panel>
          <Tabs.Panel value="read">
            <ReadBackTab bench={bench} onLine={(line) => goTo(bench, line, open)} />
          </Tabs.Panel>
          <Tabs.Panel value="history">
            <HistoryTab bench={bench} onRestored={() => open("edit")} readOnly={!mayEdit} />
          </Tabs.Panel>
        </Tabs>
      </div>
      <LeaveGuard dirty={bench.dirty} />
    </>
  );
}

/** A template has no tests, and only an offer has a page. */
function tabFits(tab: Tab, rules: boolean, offers: boolean): boolean {
  if (tab === "preview") return rules && offers;
  return rules || tab === "edit" || tab === "history";
}

function goTo(bench: Workbench, line: number, open: (tab: Tab) => void): void {
  open("edit");
  requestAnimationFrame(() => requestAnimationFrame(() => bench.showLine(line)));
}

function SaveState({ bench }: { bench: Workbench }) {
  const text = useTexts(ruleTexts);
  return (
    <StateBadge tone={bench.dirty ? "warn" : "plain"}>{bench.dirty ? text.unsaved : text.saved}</StateBadge>
  );
}

/** The experiments that rules of the file name. */
function triedIn(bench: Workbench): readonly string[] {
  const lines = bench.checked?.form?.lines.filter(({ label }) => label === "experiment") ?? [];
  return [...new Set(lines.flatMap(({ parts }) => parts.flatMap(({ value }) => value?.texts ?? [])))];
}
