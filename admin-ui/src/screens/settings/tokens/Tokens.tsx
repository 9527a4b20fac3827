import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useAct } from "../../../api/act.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { Icon } from "../../../parts/Icon.tsx";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { ShownOnce } from "../../../parts/show/ShownOnce.tsx";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import type { Column } from "../../../parts/table/column.ts";
import { DataTable } from "../../../parts/table/DataTable.tsx";
import { SettingsPlaces } from "../SettingsPlaces.tsx";
import { TokenRevokeDocument, TokensDocument, type TokensQuery } from "./queries.graphql.ts";
import { tokensTexts } from "./texts.ts";

const MakeToken = lazy(() => import("./MakeToken.tsx").then((module) => ({ default: module.MakeToken })));

export type Token = TokensQuery["tokens"][number];

/** The shop's API tokens: made, shown once, revoked (SEC23). */
export function Tokens() {
  const text = useTexts(tokensTexts);
  const query = useQuery(ask(TokensDocument, {}));
  const [making, setMaking] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [ending, setEnding] = useState<Token | null>(null);
  const columns = useColumns(setEnding);
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setMaking(true)}>
            {text.make}
          </Button>
        }
      >
        {text.lead}
      </PageHeader>
      <SettingsPlaces at="tokens" />
      {making && (
        <Suspense>
          <MakeToken opened onClose={() => setMaking(false)} onMade={setSecret} />
        </Suspense>
      )}
      {ending && <Revoke token={ending} onClose={() => setEnding(null)} />}
      <ShownOnce
        secret={secret}
        title={text.onceTitle}
        label={text.token}
        warning={text.onceWarning}
        done={text.kept}
        onDone={() => setSecret(null)}
      />
      <Answer query={query}>
        {({ tokens }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={tokens}
            rowId={(token) => token.id}
            search={{}}
            onSearch={() => undefined}
            empty={
              <Empty icon="key" title={text.empty}>
                {text.emptyHow}
              </Empty>
            }
          />
        )}
      </Answer>
    </>
  );
}

function Revoke({ token, onClose }: { token: Token; onClose: () => void }) {
  const text = useTexts(tokensTexts);
  const state = useTexts(stateTexts);
  const revoke = useAct(TokenRevokeDocument, (result) => result.tokenRevoke, {
    done: text.revokeDone,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={text.revokeTitle(token.name)}>
      <Stack gap="md">
        <div>{text.revokeWhat}</div>
        {revoke.error && <Banner kind="bad">{sentence(revoke.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" data-autofocus onClick={onClose}>
            {text.cancel}
          </Button>
          <Button
            color="red.8"
            loading={revoke.isPending}
            onClick={() => revoke.mutate({ input: { tokenId: token.id } })}
          >
            {text.revokeDo}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function isLive({ revokedAt, expiresAt }: Token): boolean {
  return revokedAt === null && (expiresAt === null || new Date(expiresAt) > new Date());
}

function useColumns(onRevoke: (token: Token) => void): readonly Column<Token>[] {
  const text = useTexts(tokensTexts);
  return useMemo(
    () => [
      { id: "name", header: text.name, rowHeader: true, cell: ({ name }) => name },
      { id: "kind", header: text.kind, cell: ({ kind }) => text[kind] },
      {
        id: "state",
        header: text.state,
        cell: (token) => (
          <StateBadge tone={isLive(token) ? "good" : "plain"}>
            {token.revokedAt ? text.revoked : isLive(token) ? text.live : text.expired}
          </StateBadge>
        ),
      },
      { id: "allows", header: text.allows, cell: (token) => allowed(token, text) },
      { id: "createdAt", header: text.createdAt, cell: ({ createdAt }) => <Instant at={createdAt} /> },
      {
        id: "expiresAt",
        header: text.expiresAt,
        cell: ({ expiresAt }) => (expiresAt ? <Instant at={expiresAt} /> : text.never),
      },
      {
        id: "lastUsedAt",
        header: text.lastUsedAt,
        cell: ({ lastUsedAt }) => (lastUsedAt ? <Instant at={lastUsedAt} /> : text.unused),
      },
      {
        id: "actions",
        header: text.actions,
        cell: (token) =>
          token.revokedAt === null && (
            <Button size="compact-sm" variant="default" onClick={() => onRevoke(token)}>
              {text.revoke}
            </Button>
          ),
      },
    ],
    [text, onRevoke],
  );
}

function allowed({ scopes, origins }: Token, text: object): string {
  const words = scopes.map((scope) => (text as Record<string, string>)[scope.toUpperCase()] ?? scope);
  return [...words, ...origins].join(", ") || "–";
}
