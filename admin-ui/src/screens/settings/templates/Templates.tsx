import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { SettingsPlaces } from "../SettingsPlaces.tsx";
import { templatesRoute } from "../screen.ts";
import { Editor } from "./Editor.tsx";
import { type LetterFragment, TemplatesDocument } from "./queries.graphql.ts";
import classes from "./templates.module.css";
import { templateTexts } from "./texts.ts";

/** The texts of mails: edited in the working copy, shown as they would arrive, mailed to a tester. */
export function Templates() {
  const text = useTexts(templateTexts);
  const { file } = templatesRoute.useSearch();
  const query = useQuery(ask(TemplatesDocument, {}));
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <SettingsPlaces at="templates" />
      <Answer query={query}>
        {({ templates }) =>
          templates.length === 0 ? (
            <Empty icon="mail" title={text.empty}>
              {text.emptyHow}
            </Empty>
          ) : (
            <>
              <List templates={templates} />
              <Opened templates={templates} file={file} />
            </>
          )
        }
      </Answer>
    </>
  );
}

function List({ templates }: { templates: readonly LetterFragment[] }) {
  const text = useTexts(templateTexts);
  return (
    <ul className={classes.list} aria-label={text.list}>
      {templates.map(({ path, name, locale, changed, uses }) => (
        <li key={path}>
          <Link to="/settings/templates" search={{ file: path }} resetScroll={false}>
            <span className={classes.name}>
              {name} {locale && <span className={classes.locale}>{locale}</span>}
              {changed && <StateBadge tone="info">{text.changed}</StateBadge>}
            </span>
            <span className={classes.uses}>
              {[...new Set(uses.map(({ rule }) => rule))].join(", ") || "–"}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Opened({ templates, file }: { templates: readonly LetterFragment[]; file: string | undefined }) {
  const text = useTexts(templateTexts);
  if (file === undefined) return <Empty icon="mail" title={text.choose} />;
  const template = templates.find(({ path }) => path === file);
  return template ? <Editor key={file} template={template} /> : <Empty icon="mail" title={text.gone} />;
}
