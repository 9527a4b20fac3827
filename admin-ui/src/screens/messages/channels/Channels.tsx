import { useQuery } from "@tanstack/react-query";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { MessagePlaces } from "../MessagePlaces.tsx";
import { ChannelBox } from "./ChannelBox.tsx";
import classes from "./channels.module.css";
import { ChannelsDocument } from "./queries.graphql.ts";
import { Requests } from "./Requests.tsx";
import { channelTexts } from "./texts.ts";

/** Both channels, why one is suspended, and the requests to use it again (S2.23-27). */
export function Channels() {
  const text = useTexts(channelTexts);
  const query = useQuery(ask(ChannelsDocument, {}));
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <MessagePlaces at="channels" />
      <Answer query={query}>
        {({ channels }) => (
          <div className={classes.boxes}>
            {channels.map((one) => (
              <ChannelBox key={one.channel} of={one} />
            ))}
          </div>
        )}
      </Answer>
      <Requests />
    </>
  );
}
