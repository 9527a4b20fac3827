import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTexts } from "../../i18n/texts.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import { Prose } from "../rule/Prose.tsx";
import type { RuleListQuery } from "./queries.graphql.ts";
import classes from "./rules.module.css";
import { rulesTexts } from "./texts.ts";

/** Which files cannot be published and that what is live goes on; one line per file. */
export function FileErrors({ files }: { files: RuleListQuery["ruleFiles"] }) {
  const text = useTexts(rulesTexts);
  const errors = files.diagnostics.filter(({ severity }) => severity === "ERROR");
  const paths = [...new Set(errors.map(({ place }) => place.file))];
  if (paths.length === 0) return null;
  const stays = files.liveRevision === null ? text.nothingLive : text.stays(files.liveRevision);
  return (
    <div className={classes.banners}>
      {paths.map((path) => {
        const own = errors.filter(({ place }) => place.file === path);
        const line = own[0]?.place.line ?? 1;
        return (
          <Banner
            key={path}
            kind="bad"
            action={
              <Button
                component={Link}
                to="/rules/$file"
                params={{ file: path } as never}
                search={{ line } as never}
                size="compact-sm"
                variant="default"
              >
                {text.mend}
              </Button>
            }
          >
            {text.fileError(path, line)} <Prose of={own[0]?.message ?? ""} />{" "}
            {own.length > 1 && text.moreErrors(own.length - 1)} {stays}
          </Banner>
        );
      })}
    </div>
  );
}
