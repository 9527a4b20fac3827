import { Button, Stack } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { useShop } from "../../shell/shop.tsx";
import { Banner } from "./Banner.tsx";
import { Failure } from "./Failure.tsx";
import { Loading } from "./Loading.tsx";
import { stateTexts } from "./texts.ts";

/**
 * Draws a query in all its states: a skeleton in the final layout, the data, the failure with its cause, and data
 * that could not be renewed under a banner that says how old it is.
 */
export function Answer<Data>(props: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
  loading?: ReactNode;
}) {
  const text = useTexts(stateTexts);
  const { timeZone } = useShop();
  const { data, error, isPending, dataUpdatedAt, refetch } = props.query;
  if (isPending) return props.loading ?? <Loading />;
  if (data === undefined) return <Failure error={error} retry={() => refetch()} />;
  if (!error) return props.children(data);
  const at = formatInstant(new Date(dataUpdatedAt).toISOString(), timeZone);
  return (
    <Stack gap="sm">
      <Banner
        action={
          <Button size="compact-sm" variant="default" onClick={() => refetch()}>
            {text.retry}
          </Button>
        }
      >
        {text.lastSeen(at)}
      </Banner>
      {props.children(data)}
    </Stack>
  );
}
