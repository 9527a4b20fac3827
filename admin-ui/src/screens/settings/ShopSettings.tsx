import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Columns } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { useRight } from "../../shell/shop.tsx";
import { FromRules } from "./FromRules.tsx";
import { MailSettings } from "./MailSettings.tsx";
import { ProfileForm } from "./ProfileForm.tsx";
import { ShopProfileDocument } from "./queries.graphql.ts";
import { SettingsPlaces } from "./SettingsPlaces.tsx";
import { settingsTexts } from "./texts.ts";

/** The shop: what is set here, how mail leaves, and what the rules say. */
export function ShopSettings() {
  const text = useTexts(settingsTexts);
  const pii = useRight("pii");
  const query = useQuery(ask(ShopProfileDocument, { pii }));
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <SettingsPlaces at="shop" />
      <Answer query={query}>
        {({ shopProfile, shop, shopBlock }) => (
          <Columns>
            <div>
              <ProfileForm profile={shopProfile} />
              {shop && <FromRules shop={shop} block={shopBlock} />}
            </div>
            <MailSettings profile={shopProfile} />
          </Columns>
        )}
      </Answer>
    </>
  );
}
