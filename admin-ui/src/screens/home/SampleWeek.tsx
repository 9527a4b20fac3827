import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import { useRight } from "../../shell/shop.tsx";
import classes from "./home.module.css";
import { homeTexts } from "./texts.ts";

const RemoveSample = lazy(() =>
  import("./RemoveSample.tsx").then(({ RemoveSample }) => ({ default: RemoveSample })),
);

/** Says that figures contain made-up orders, and takes all of that away. */
export function SampleWeek() {
  const text = useTexts(homeTexts);
  const mayRemove = useRight("settings");
  const [asking, setAsking] = useState(false);
  const [asked, setAsked] = useState(false); // the dialog stays, to fade away
  if (asking && !asked) setAsked(true);
  return (
    <div className={classes.sample}>
      <Banner
        kind="info"
        action={
          mayRemove && (
            <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
              {text.sampleRemove}
            </Button>
          )
        }
      >
        {text.sampleBanner}
      </Banner>
      {asked && (
        <Suspense>
          <RemoveSample opened={asking} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </div>
  );
}
