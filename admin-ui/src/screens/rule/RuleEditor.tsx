import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { NotFound } from "../../parts/states/NotFound.tsx";
import { OpenFileDocument } from "./queries.graphql.ts";
import { ruleRoute } from "./screen.ts";
import { ruleTexts } from "./texts.ts";
import { Workplace } from "./Workplace.tsx";

/** One rule file, open for editing. What is typed lives in the editor; the query only opens it. */
export function RuleEditor() {
  const { file } = ruleRoute.useParams();
  return <Opened key={file} path={file} />;
}

function Opened({ path }: { path: string }) {
  const text = useTexts(ruleTexts);
  const query = useQuery({
    ...ask(OpenFileDocument, { path }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0, // who comes back reads what stands there then
    refetchOnWindowFocus: false,
  });
  if (query.data?.ruleFile) return <Workplace file={query.data.ruleFile} />;
  if (query.data) return <NotFound title={text.noFile(path)} />;
  return (
    <>
      <PageHeader title={path} back={{ to: "/rules", label: text.rules }} />
      <Answer query={query}>{() => null}</Answer>
    </>
  );
}
