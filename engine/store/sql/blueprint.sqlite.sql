-- All tables, as the migrations leave them; written by `make blueprint`.
CREATE TABLE "tortoise_migrations" (
    "id" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "app" VARCHAR(255) NOT NULL,
    "name" VARCHAR(255) NOT NULL,
    "applied_at" TIMESTAMP NOT NULL,
    CONSTRAINT "uid_tortoise_mi_app_3803a5" UNIQUE ("app", "name")
);
CREATE TABLE "audit" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "number" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "actor_kind" VARCHAR(16) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_ip" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "digest" VARCHAR(64) NOT NULL, erased_by VARCHAR(64),
    CONSTRAINT "uid_audit_shop_d32cd9" UNIQUE ("shop", "number")
);
CREATE TABLE "customers" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "key" VARCHAR(320) NOT NULL,
    "email" VARCHAR(320),
    "external_id" VARCHAR(320),
    "orders" INT NOT NULL,
    "spent" BIGINT NOT NULL,
    "first_order_at" BIGINT NOT NULL,
    "last_order_at" BIGINT NOT NULL, "phone" VARCHAR(320), "name" TEXT, "locale" VARCHAR(320), "birthday" VARCHAR(5), "joined_at" BIGINT, "tags" TEXT, "tier" TEXT, "blocked" INT,
    CONSTRAINT "uid_customers_shop_a9a664" UNIQUE ("shop", "key")
);
CREATE INDEX "idx_customers_shop_5b0241" ON "customers" ("shop", "external_id");
CREATE TABLE "events" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "at" BIGINT NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "actor_kind" VARCHAR(16) NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_ip" TEXT NOT NULL,
    "revision" INT NOT NULL,
    "subject" TEXT NOT NULL,
    "quote" TEXT,
    "price" TEXT,
    "issued" TEXT NOT NULL,
    "uses" TEXT NOT NULL,
    "answer" BLOB,
    CONSTRAINT "uid_events_shop_8e9a5e" UNIQUE ("shop", "id")
);
CREATE TABLE "guesses" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "key" VARCHAR(320) NOT NULL,
    "part" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "ends" BIGINT NOT NULL,
    CONSTRAINT "uid_guesses_key_4d4aa1" UNIQUE ("key", "part")
);
CREATE INDEX "idx_guesses_ends_5dfefd" ON "guesses" ("ends");
CREATE TABLE "holds" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "coupon_id" VARCHAR(320) NOT NULL,
    "cart_token" VARCHAR(320) NOT NULL,
    "until" BIGINT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    CONSTRAINT "uid_holds_shop_3db469" UNIQUE ("shop", "id")
);
CREATE TABLE "mails" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "message_id" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "headers" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    CONSTRAINT "uid_mails_shop_dc1ae6" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_mails_shop_d217d0" ON "mails" ("shop", "at", "id");
CREATE TABLE "messages" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "rule" VARCHAR(320) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "template" TEXT NOT NULL,
    "message_class" VARCHAR(16) NOT NULL,
    "recipient" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "due" BIGINT NOT NULL,
    "send_before" BIGINT,
    "coupon_id" VARCHAR(320),
    "order_id" VARCHAR(320),
    "test" INT NOT NULL,
    "revision" INT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "attempt" INT NOT NULL,
    "lease_until" BIGINT,
    "next_try" BIGINT NOT NULL,
    "next_at" BIGINT,
    "created_at" BIGINT NOT NULL,
    "handover_at" BIGINT,
    "sent_at" BIGINT,
    "reason" TEXT NOT NULL, "cart_id" VARCHAR(64), "consent_id" VARCHAR(320), "enrolment_id" VARCHAR(320), "card_id" VARCHAR(64), "excused" INT NOT NULL DEFAULT 0,
    CONSTRAINT "uid_messages_shop_10814b" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_messages_shop_5390b3" ON "messages" ("shop", "created_at", "id");
CREATE INDEX "idx_messages_shop_81e9f3" ON "messages" ("shop", "order_id");
CREATE INDEX "idx_messages_shop_c00038" ON "messages" ("shop", "coupon_id");
CREATE TABLE "orders" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "email" VARCHAR(320),
    "placed_at" BIGINT NOT NULL,
    "recorded_at" BIGINT NOT NULL,
    "revision" INT NOT NULL,
    "order_event" VARCHAR(320) NOT NULL,
    "price_event" VARCHAR(320) NOT NULL, "charged_at" BIGINT, "external_id" VARCHAR(320), "phone" VARCHAR(320),
    CONSTRAINT "uid_orders_shop_dccbef" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_orders_shop_11ed88" ON "orders" ("shop", "placed_at", "id");
CREATE INDEX "idx_orders_shop_78be02" ON "orders" ("shop", "email");
CREATE TABLE "products" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "sku" VARCHAR(320) NOT NULL,
    "doc" TEXT NOT NULL,
    CONSTRAINT "uid_products_shop_e50849" UNIQUE ("shop", "sku")
);
CREATE TABLE "receipts" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "key" VARCHAR(320) NOT NULL,
    "request_hash" TEXT NOT NULL,
    "event_id" VARCHAR(320),
    "answer" BLOB,
    "at" BIGINT NOT NULL,
    CONSTRAINT "uid_receipts_shop_44fb85" UNIQUE ("shop", "key")
);
CREATE TABLE "redemptions" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "rule" VARCHAR(320) NOT NULL,
    "coupon_id" VARCHAR(320),
    "code" TEXT,
    "order_id" VARCHAR(320) NOT NULL,
    "amount" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "test" INT NOT NULL, "returned_at" BIGINT,
    CONSTRAINT "uid_redemptions_shop_d13fbc" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_redemptions_shop_0608b7" ON "redemptions" ("shop", "at", "id");
CREATE INDEX "idx_redemptions_shop_06031b" ON "redemptions" ("shop", "rule", "at", "id");
CREATE INDEX "idx_redemptions_shop_01f523" ON "redemptions" ("shop", "order_id");
CREATE INDEX "idx_redemptions_shop_d705c5" ON "redemptions" ("shop", "coupon_id");
CREATE TABLE "revisions" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "number" INT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "files" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "published_at" BIGINT,
    "created_by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    CONSTRAINT "uid_revisions_shop_0de3db" UNIQUE ("shop", "number")
);
CREATE TABLE "sessions" (
    "session_hash" VARCHAR(128) NOT NULL  PRIMARY KEY,
    "shop" VARCHAR(320) NOT NULL,
    "until" BIGINT NOT NULL,
    "used_at" BIGINT NOT NULL
, "id" VARCHAR(320), "staff_id" VARCHAR(320), "made_at" BIGINT, "confirmed_at" BIGINT, "ip" VARCHAR(64), "browser" TEXT);
CREATE TABLE "shops" (
    "id" VARCHAR(320) NOT NULL  PRIMARY KEY,
    "name" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "live_revision" INT,
    "catalog_version" INT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "audit_number" BIGINT NOT NULL,
    "audit_digest" VARCHAR(64) NOT NULL
);
CREATE TABLE "sign_ins" (
    "secret_hash" VARCHAR(128) NOT NULL  PRIMARY KEY,
    "shop" VARCHAR(320) NOT NULL,
    "expires_at" BIGINT NOT NULL
, "staff_id" VARCHAR(320), "purpose" VARCHAR(16));
CREATE TABLE "stat_days" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "day" VARCHAR(10) NOT NULL,
    "rule" VARCHAR(320) NOT NULL,
    "metric" VARCHAR(32) NOT NULL,
    "amount" BIGINT NOT NULL,
    CONSTRAINT "uid_stat_days_shop_fb51bf" UNIQUE ("shop", "day", "rule", "metric")
);
CREATE TABLE "stat_deltas" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "rule" VARCHAR(320) NOT NULL,
    "day" VARCHAR(10) NOT NULL,
    "metric" VARCHAR(32) NOT NULL,
    "amount" BIGINT NOT NULL
);
CREATE INDEX "idx_stat_deltas_shop_7cba3a" ON "stat_deltas" ("shop", "day");
CREATE TABLE "timers" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "subject" VARCHAR(320) NOT NULL,
    "due" BIGINT NOT NULL,
    "next_at" BIGINT,
    "attempt" INT NOT NULL,
    "fired_at" BIGINT,
    CONSTRAINT "uid_timers_shop_f26fe8" UNIQUE ("shop", "kind", "subject")
);
CREATE TABLE "tokens" (
    "id" VARCHAR(320) NOT NULL  PRIMARY KEY,
    "shop" VARCHAR(320) NOT NULL,
    "secret_hash" VARCHAR(128) NOT NULL UNIQUE,
    "kind" VARCHAR(16) NOT NULL,
    "name" TEXT NOT NULL,
    "scopes" TEXT NOT NULL,
    "origins" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "expires_at" BIGINT,
    "last_used_at" BIGINT,
    "revoked_at" BIGINT
);
CREATE INDEX "idx_tokens_shop_0fb4af" ON "tokens" ("shop");
CREATE TABLE "coupons" ("row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "shop" VARCHAR(320) NOT NULL, "id" VARCHAR(320) NOT NULL, "lookup" VARCHAR(64) NOT NULL, "rule" VARCHAR(320) NOT NULL, "state" VARCHAR(16) NOT NULL, "terms" TEXT NOT NULL, "bearer" VARCHAR(16) NOT NULL, "owner_email" VARCHAR(320), "owner_id" VARCHAR(320), "issued_at" BIGINT NOT NULL, "valid_until" BIGINT, "uses" BIGINT, "used" BIGINT NOT NULL, "held" BIGINT NOT NULL, "test" INT NOT NULL, "order_id" VARCHAR(320) NOT NULL, "revision" INT NOT NULL, "length" INT NOT NULL, "alphabet" VARCHAR(16) NOT NULL, "key_id" TEXT NOT NULL, "attempt" INT NOT NULL, "last_four" VARCHAR(16) NOT NULL, "issued_to" VARCHAR(320), "sealed" TEXT NOT NULL DEFAULT '', CONSTRAINT "coupon_uses" CHECK (used >= 0 AND held >= 0 AND used + held <= COALESCE(uses, used + held)), CONSTRAINT "coupon_state" CHECK (state IN ('issued', 'used_up', 'expired', 'revoked')));
CREATE TABLE "counters" ("row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "shop" VARCHAR(320) NOT NULL, "area" VARCHAR(32) NOT NULL, "name" VARCHAR(320) NOT NULL, "subject" VARCHAR(320) NOT NULL, "used" BIGINT NOT NULL, "window_ends" BIGINT, "ceiling" BIGINT, CONSTRAINT "counter_ceiling" CHECK (used <= COALESCE(ceiling, used)));
CREATE UNIQUE INDEX "uid_coupons_shop_c52e94" ON "coupons" ("shop", "id");
CREATE UNIQUE INDEX "uid_coupons_shop_2fc714" ON "coupons" ("shop", "lookup");
CREATE UNIQUE INDEX "uid_counters_shop_3b9e1d" ON "counters" ("shop", "area", "name", "subject");
CREATE INDEX "idx_coupons_shop_405b6c" ON "coupons" ("shop", "issued_at", "id");
CREATE INDEX "idx_coupons_shop_d4c949" ON "coupons" ("shop", "rule", "issued_at", "id");
CREATE INDEX "idx_coupons_shop_a5f622" ON "coupons" ("shop", "order_id");
CREATE INDEX "idx_coupons_shop_38ccde" ON "coupons" ("shop", "owner_email");
CREATE UNIQUE INDEX revisions_one_live ON revisions (shop) WHERE state = 'live';
CREATE UNIQUE INDEX holds_one_per_cart ON holds (shop, coupon_id, cart_token) WHERE state = 'live';
CREATE INDEX timers_waiting ON timers (next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX messages_waiting ON messages (next_at, id) WHERE next_at IS NOT NULL;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TRIGGER revisions_update BEFORE UPDATE OF shop, number, fingerprint, files ON revisions
    BEGIN SELECT RAISE(ABORT, 'revisions rows are never changed'); END;
CREATE TABLE "staff" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "name" TEXT NOT NULL,
    "role" VARCHAR(16) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "created_at" BIGINT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "second_factor" TEXT NOT NULL,
    "signed_in_at" BIGINT,
    "version" INT NOT NULL,
    CONSTRAINT "uid_staff_shop_c4932f" UNIQUE ("shop", "id")
);
CREATE TABLE "sample_rows" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "kind" VARCHAR(32) NOT NULL,
    "id" VARCHAR(640) NOT NULL,
    "amount" BIGINT NOT NULL,
    CONSTRAINT "uid_sample_rows_shop_cf91b7" UNIQUE ("shop", "kind", "id")
);
CREATE TRIGGER events_delete BEFORE DELETE ON events WHEN NOT EXISTS (SELECT 1 FROM sample_rows s WHERE s.shop = OLD.shop AND s.kind = 'events' AND s.id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'events rows are never changed'); END;
CREATE TABLE "shop_profiles" (
    "shop" VARCHAR(320) NOT NULL  PRIMARY KEY,
    "doc" TEXT NOT NULL
);
CREATE TABLE "reviews" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "number" INT NOT NULL,
    "revision" INT NOT NULL,
    "base" INT NOT NULL,
    "fingerprint" VARCHAR(64) NOT NULL,
    "note" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" BIGINT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" BIGINT,
    "reason" TEXT NOT NULL,
    CONSTRAINT "uid_reviews_shop_9e4e46" UNIQUE ("shop", "number")
);
CREATE TABLE "refused_uses" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "coupon_id" VARCHAR(320) NOT NULL,
    "minute" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "place" VARCHAR(16) NOT NULL,
    "reason" VARCHAR(32) NOT NULL,
    "email" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "times" BIGINT NOT NULL,
    CONSTRAINT "uid_refused_use_shop_316b19" UNIQUE ("shop", "coupon_id", "minute", "place", "reason", "email", "order_id")
);
CREATE INDEX "idx_refused_use_shop_8cc0ac" ON "refused_uses" ("shop", "coupon_id", "at");
CREATE INDEX "idx_holds_shop_097363" ON "holds" ("shop", "coupon_id");
CREATE TABLE "refunds" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "number" INT NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "amount" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "doc" TEXT NOT NULL,
    CONSTRAINT "uid_refunds_shop_a8068a" UNIQUE ("shop", "order_id", "number"),
    CONSTRAINT "uid_refunds_shop_055f82" UNIQUE ("shop", "order_id", "id")
);
CREATE INDEX messages_unknown ON messages (id) WHERE state = 'unknown';
CREATE TABLE "offers" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "rule" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "version" INT NOT NULL,
    "token_hash" VARCHAR(64) NOT NULL,
    "decided_at" BIGINT NOT NULL,
    "test" INT NOT NULL,
    "doc" TEXT NOT NULL,
    "progress" TEXT NOT NULL,
    CONSTRAINT "uid_offers_shop_e99735" UNIQUE ("shop", "id"),
    CONSTRAINT "uid_offers_shop_ca8bc1" UNIQUE ("shop", "order_id"),
    CONSTRAINT "uid_offers_shop_d6e3cc" UNIQUE ("shop", "token_hash")
);
CREATE INDEX "idx_offers_shop_c68d93" ON "offers" ("shop", "decided_at", "id");
CREATE INDEX "idx_offers_shop_d05720" ON "offers" ("shop", "rule", "decided_at", "id");
CREATE TABLE "contracts" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "email" VARCHAR(320),
    "state" VARCHAR(16) NOT NULL,
    "version" INT NOT NULL,
    "started_at" BIGINT NOT NULL,
    "test" INT NOT NULL,
    "doc" TEXT NOT NULL,
    CONSTRAINT "uid_contracts_shop_44ce4e" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_contracts_shop_39c72a" ON "contracts" ("shop", "started_at", "id");
CREATE INDEX "idx_contracts_shop_52636a" ON "contracts" ("shop", "order_id");
CREATE INDEX "idx_contracts_shop_093a00" ON "contracts" ("shop", "email");
CREATE TABLE "carts" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(64) NOT NULL,
    "token" VARCHAR(320) NOT NULL,
    "life" INT NOT NULL,
    "version" INT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "left_step" VARCHAR(16),
    "page" VARCHAR(16) NOT NULL,
    "email" VARCHAR(320),
    "external_id" VARCHAR(320),
    "total" BIGINT NOT NULL,
    "test" INT NOT NULL,
    "begun_at" BIGINT NOT NULL,
    "seen_at" BIGINT NOT NULL,
    "abandoned_at" BIGINT,
    "clicked_at" BIGINT,
    "reminded_at" BIGINT,
    "order_id" VARCHAR(320),
    "doc" TEXT NOT NULL, "phone" VARCHAR(320),
    CONSTRAINT "uid_carts_shop_5ba915" UNIQUE ("shop", "token", "life"),
    CONSTRAINT "uid_carts_shop_f1e32d" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_carts_shop_8e308b" ON "carts" ("shop", "email");
CREATE INDEX "idx_carts_shop_0e6d60" ON "carts" ("shop", "external_id");
CREATE INDEX "idx_carts_shop_66c01a" ON "carts" ("shop", "begun_at", "id");
CREATE INDEX "idx_carts_shop_3c84bc" ON "carts" ("shop", "state", "token");
CREATE INDEX "idx_carts_shop_d9e5ec" ON "carts" ("shop", "abandoned_at");
CREATE TABLE "recoveries" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "cart_id" VARCHAR(64) NOT NULL,
    "rule" VARCHAR(320) NOT NULL,
    "left_step" VARCHAR(16),
    "assisted" INT NOT NULL,
    "amount" BIGINT NOT NULL,
    "at" BIGINT NOT NULL,
    "test" INT NOT NULL,
    CONSTRAINT "uid_recoveries_shop_0299cf" UNIQUE ("shop", "order_id")
);
CREATE INDEX "idx_recoveries_shop_da55b1" ON "recoveries" ("shop", "at");
CREATE INDEX "idx_recoveries_shop_16a983" ON "recoveries" ("shop", "cart_id");
CREATE INDEX "idx_messages_shop_7b36b0" ON "messages" ("shop", "cart_id");
CREATE TABLE "consents" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "at" BIGINT NOT NULL,
    "act" VARCHAR(16) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "address" VARCHAR(320) NOT NULL,
    "address_hash" VARCHAR(64) NOT NULL,
    "scope" VARCHAR(320) NOT NULL,
    "wording" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "ip" TEXT NOT NULL,
    "message_id" VARCHAR(320) NOT NULL, "confirms" VARCHAR(320),
    CONSTRAINT "uid_consents_shop_68e8b3" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_consents_shop_19ec10" ON "consents" ("shop", "at", "id");
CREATE INDEX "idx_consents_shop_5292a3" ON "consents" ("shop", "channel", "address");
CREATE INDEX "idx_consents_shop_cf6afb" ON "consents" ("shop", "channel", "address_hash");
CREATE TABLE "permissions" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "address" VARCHAR(320) NOT NULL,
    "scope" VARCHAR(320) NOT NULL,
    "entry_id" VARCHAR(320) NOT NULL,
    "given" INT NOT NULL,
    "at" BIGINT NOT NULL,
    CONSTRAINT "uid_permissions_shop_97fa25" UNIQUE ("shop", "channel", "address", "scope")
);
CREATE TABLE "suppressions" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "address" VARCHAR(320) NOT NULL,
    "cause" VARCHAR(16) NOT NULL,
    "at" BIGINT NOT NULL,
    "detail" TEXT NOT NULL,
    CONSTRAINT "uid_suppression_shop_7fc3a0" UNIQUE ("shop", "channel", "address")
);
CREATE INDEX "idx_suppression_shop_315429" ON "suppressions" ("shop", "at", "address");
CREATE TABLE "enrolments" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "list" VARCHAR(320) NOT NULL,
    "reader" VARCHAR(320) NOT NULL,
    "email" VARCHAR(320),
    "phone" VARCHAR(320),
    "external_id" VARCHAR(320),
    "name" TEXT NOT NULL,
    "locale" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "sku" VARCHAR(320) NOT NULL,
    "joined_at" BIGINT NOT NULL,
    "state" VARCHAR(24) NOT NULL,
    "ended_at" BIGINT,
    "pending" TEXT NOT NULL,
    "test" INT NOT NULL,
    CONSTRAINT "uid_enrolments_shop_2eccf2" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_enrolments_shop_7ed7a3" ON "enrolments" ("shop", "joined_at", "id");
CREATE INDEX "idx_enrolments_shop_7095d1" ON "enrolments" ("shop", "list", "joined_at", "id");
CREATE INDEX "idx_enrolments_shop_fcafe8" ON "enrolments" ("shop", "reader");
CREATE INDEX "idx_enrolments_shop_116ff7" ON "enrolments" ("shop", "order_id");
CREATE TABLE "compositions" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "list" VARCHAR(320) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "message_class" VARCHAR(16) NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "created_by" TEXT NOT NULL,
    CONSTRAINT "uid_composition_shop_c0aee0" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_composition_shop_039dfc" ON "compositions" ("shop", "created_at", "id");
CREATE TABLE "channel_states" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "suspended" INT NOT NULL,
    "reason" TEXT NOT NULL,
    "since" BIGINT NOT NULL, "advertising_only" INT NOT NULL DEFAULT 0,
    CONSTRAINT "uid_channel_sta_shop_34d771" UNIQUE ("shop", "channel")
);
CREATE TABLE "resume_requests" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "channel" VARCHAR(16) NOT NULL,
    "content" TEXT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "at" BIGINT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "decided_at" BIGINT,
    "decided_by" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    CONSTRAINT "uid_resume_requ_shop_dbb266" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_resume_requ_shop_32b963" ON "resume_requests" ("shop", "at", "id");
CREATE TRIGGER consents_delete BEFORE DELETE ON consents BEGIN SELECT RAISE(ABORT, 'consents rows are never changed'); END;
CREATE TRIGGER consents_update BEFORE UPDATE OF shop, id, at, act, channel, address_hash, scope, wording, version, source, message_id ON consents BEGIN SELECT RAISE(ABORT, 'consents rows are never changed'); END;
CREATE TRIGGER consents_blank BEFORE UPDATE OF address, ip ON consents WHEN (NEW.address <> '' OR NEW.ip <> '') BEGIN SELECT RAISE(ABORT, 'consents rows are never changed'); END;
CREATE TABLE card_publications (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        campaign VARCHAR(320) NOT NULL,
        source_id VARCHAR(320) NOT NULL,
        owner_email VARCHAR(320),
        owner_id VARCHAR(320),
        count INT NOT NULL CHECK (count > 0),
        amount BIGINT NOT NULL CHECK (amount >= 0),
        at BIGINT NOT NULL,
        order_id VARCHAR(320) NOT NULL,
        metadata TEXT NOT NULL,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, campaign, source_id)
    );
CREATE TABLE gift_cards (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        lookup VARCHAR(64) NOT NULL,
        campaign VARCHAR(320) NOT NULL,
        state VARCHAR(16) NOT NULL
            CHECK (state IN ('unassigned', 'assigned', 'active', 'exhausted', 'expired', 'void')),
        enabled BOOLEAN NOT NULL,
        terms TEXT NOT NULL,
        owner_email VARCHAR(320),
        owner_id VARCHAR(320),
        balance BIGINT NOT NULL,
        held BIGINT NOT NULL,
        published_at BIGINT,
        expires_at BIGINT,
        test BOOLEAN NOT NULL,
        publication_id VARCHAR(64) NOT NULL,
        number INT NOT NULL,
        order_id VARCHAR(320) NOT NULL,
        revision INT NOT NULL,
        pattern VARCHAR(64) NOT NULL,
        key_id TEXT NOT NULL,
        attempt INT NOT NULL,
        last_four VARCHAR(16) NOT NULL,
        metadata TEXT NOT NULL,
        made_at BIGINT NOT NULL, sealed TEXT NOT NULL DEFAULT '', pin VARCHAR(64) NOT NULL DEFAULT '', pin_draw INT NOT NULL DEFAULT 0,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, lookup),
        CONSTRAINT card_balance CHECK (balance >= 0 AND held >= 0 AND held <= balance),
        CONSTRAINT card_emptied CHECK (state NOT IN ('assigned', 'unassigned', 'exhausted', 'void') OR balance = 0)
    );
CREATE TABLE card_metadata (
        shop VARCHAR(320) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        name VARCHAR(64) NOT NULL,
        value VARCHAR(320) NOT NULL,
        PRIMARY KEY (shop, card_id, name)
    );
CREATE TABLE card_lots (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        consideration VARCHAR(8) NOT NULL CHECK (consideration IN ('paid', 'free')),
        expires_at BIGINT,
        remaining BIGINT NOT NULL,
        PRIMARY KEY (shop, id),
        CONSTRAINT lot_remaining CHECK (remaining >= 0)
    );
CREATE TABLE ledger_transfers (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        key TEXT NOT NULL,
        kind VARCHAR(16) NOT NULL
            CHECK (kind IN ('credit', 'spend', 'refund', 'expire', 'cash_out', 'forfeit', 'reverse')),
        card_id VARCHAR(64) NOT NULL,
        campaign VARCHAR(320) NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        at BIGINT NOT NULL,
        order_id VARCHAR(320) NOT NULL,
        note TEXT NOT NULL,
        actor TEXT NOT NULL,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, key)
    );
CREATE TABLE ledger_postings (
        shop VARCHAR(320) NOT NULL,
        transfer_id VARCHAR(64) NOT NULL,
        number INT NOT NULL,
        account VARCHAR(340) NOT NULL,
        lot_id VARCHAR(64),
        amount BIGINT NOT NULL CHECK (amount <> 0),
        PRIMARY KEY (shop, transfer_id, number)
    );
CREATE TABLE card_holds (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        cart_token VARCHAR(320) NOT NULL,
        amount BIGINT NOT NULL CHECK (amount > 0),
        until BIGINT NOT NULL,
        state VARCHAR(16) NOT NULL CHECK (state IN ('live', 'redeemed', 'released', 'expired')),
        PRIMARY KEY (shop, id)
    );
CREATE TABLE card_cash_outs (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        card_id VARCHAR(64) NOT NULL,
        amount BIGINT NOT NULL CHECK (amount >= 0),
        forfeited BIGINT NOT NULL CHECK (forfeited >= 0),
        reason VARCHAR(32) NOT NULL,
        note TEXT NOT NULL,
        state VARCHAR(16) NOT NULL CHECK (state IN ('requested', 'paid')),
        at BIGINT NOT NULL,
        paid_at BIGINT,
        reference TEXT NOT NULL,
        PRIMARY KEY (shop, id),
        UNIQUE (shop, card_id)
    );
CREATE TABLE card_reports (
        shop VARCHAR(320) NOT NULL,
        day VARCHAR(10) NOT NULL,
        at BIGINT NOT NULL,
        paid BIGINT NOT NULL,
        free BIGINT NOT NULL,
        PRIMARY KEY (shop, day)
    );
CREATE INDEX gift_cards_made ON gift_cards (shop, made_at, id);
CREATE INDEX gift_cards_campaign ON gift_cards (shop, campaign, made_at, id);
CREATE INDEX gift_cards_email ON gift_cards (shop, owner_email);
CREATE INDEX gift_cards_owner ON gift_cards (shop, owner_id);
CREATE INDEX gift_cards_publication ON gift_cards (shop, publication_id);
CREATE INDEX card_publications_order ON card_publications (shop, order_id);
CREATE INDEX card_metadata_value ON card_metadata (shop, name, value, card_id);
CREATE INDEX card_lots_card ON card_lots (shop, card_id);
CREATE INDEX ledger_transfers_card ON ledger_transfers (shop, card_id, at, id);
CREATE INDEX ledger_transfers_at ON ledger_transfers (shop, at, id);
CREATE INDEX ledger_transfers_order ON ledger_transfers (shop, order_id);
CREATE UNIQUE INDEX card_holds_live ON card_holds (shop, card_id, cart_token) WHERE state = 'live';
CREATE TRIGGER ledger_transfers_update BEFORE UPDATE ON ledger_transfers BEGIN SELECT RAISE(ABORT, 'ledger_transfers rows are never changed'); END;
CREATE TRIGGER ledger_transfers_delete BEFORE DELETE ON ledger_transfers BEGIN SELECT RAISE(ABORT, 'ledger_transfers rows are never changed'); END;
CREATE TRIGGER ledger_postings_update BEFORE UPDATE ON ledger_postings BEGIN SELECT RAISE(ABORT, 'ledger_postings rows are never changed'); END;
CREATE TRIGGER ledger_postings_delete BEFORE DELETE ON ledger_postings BEGIN SELECT RAISE(ABORT, 'ledger_postings rows are never changed'); END;
CREATE TRIGGER card_reports_update BEFORE UPDATE ON card_reports BEGIN SELECT RAISE(ABORT, 'card_reports rows are never changed'); END;
CREATE TRIGGER card_reports_delete BEFORE DELETE ON card_reports BEGIN SELECT RAISE(ABORT, 'card_reports rows are never changed'); END;
CREATE TABLE "webhook_endpoints" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "name" VARCHAR(320) NOT NULL,
    "url" TEXT NOT NULL,
    "topics" TEXT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "secrets" TEXT NOT NULL,
    "created_at" BIGINT NOT NULL,
    "failing_since" BIGINT,
    "throttled_until" BIGINT,
    CONSTRAINT "uid_webhook_end_shop_628b8e" UNIQUE ("shop", "id"),
    CONSTRAINT "uid_webhook_end_shop_358072" UNIQUE ("shop", "name")
);
CREATE TABLE "webhook_events" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "topic" VARCHAR(32) NOT NULL,
    "at" BIGINT NOT NULL,
    "body" TEXT NOT NULL,
    CONSTRAINT "uid_webhook_eve_shop_fc898c" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_webhook_eve_at_61bd51" ON "webhook_events" ("at");
CREATE INDEX "idx_webhook_eve_shop_111ac4" ON "webhook_events" ("shop", "at");
CREATE TABLE "webhook_deliveries" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "endpoint_id" VARCHAR(320) NOT NULL,
    "event_id" VARCHAR(320) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "attempt" INT NOT NULL,
    "tries" INT NOT NULL,
    "next_at" BIGINT,
    "created_at" BIGINT NOT NULL,
    "delivered_at" BIGINT,
    "attempts" TEXT NOT NULL,
    CONSTRAINT "uid_webhook_del_shop_a14832" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_webhook_del_shop_f7e2bc" ON "webhook_deliveries" ("shop", "endpoint_id", "next_at");
CREATE INDEX "idx_webhook_del_shop_c64a39" ON "webhook_deliveries" ("shop", "created_at", "id");
CREATE INDEX "idx_webhook_del_shop_ff9900" ON "webhook_deliveries" ("shop", "event_id");
CREATE TABLE "jobs" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "asked" TEXT NOT NULL,
    "cursor" TEXT NOT NULL,
    "totals" TEXT NOT NULL,
    "done" BIGINT NOT NULL,
    "failed" BIGINT NOT NULL,
    "total" BIGINT,
    "problem" TEXT NOT NULL,
    "attempt" INT NOT NULL,
    "next_at" BIGINT,
    "actor_kind" VARCHAR(16) NOT NULL,
    "actor_id" VARCHAR(320) NOT NULL,
    "created_at" BIGINT NOT NULL,
    "started_at" BIGINT,
    "ended_at" BIGINT,
    CONSTRAINT "uid_jobs_shop_ab018f" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_jobs_next_at_eb5050" ON "jobs" ("next_at");
CREATE INDEX "idx_jobs_shop_67e88e" ON "jobs" ("shop", "created_at", "id");
CREATE TABLE "job_parts" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "job_id" VARCHAR(320) NOT NULL,
    "side" VARCHAR(16) NOT NULL,
    "number" INT NOT NULL,
    "content" BLOB NOT NULL,
    CONSTRAINT "uid_job_parts_shop_2c7df7" UNIQUE ("shop", "job_id", "side", "number")
);
CREATE TABLE "sagas" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "id" VARCHAR(320) NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "subject" VARCHAR(320) NOT NULL,
    "step" VARCHAR(16) NOT NULL,
    "reason" TEXT NOT NULL,
    "attempt" INT NOT NULL,
    "began_at" BIGINT NOT NULL,
    "next_at" BIGINT,
    CONSTRAINT "uid_sagas_shop_853970" UNIQUE ("shop", "id")
);
CREATE INDEX "idx_sagas_next_at_3733a2" ON "sagas" ("next_at", "id");
CREATE INDEX "idx_sagas_shop_a97fb0" ON "sagas" ("shop", "subject");
CREATE TABLE "charges" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "key" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" VARCHAR(3) NOT NULL,
    "at" BIGINT NOT NULL,
    "taken" INT NOT NULL,
    "gives_back" VARCHAR(320) NOT NULL,
    "reason" TEXT NOT NULL,
    "test" INT NOT NULL,
    CONSTRAINT "uid_charges_shop_f994b0" UNIQUE ("shop", "key")
);
CREATE INDEX "idx_charges_shop_e7b619" ON "charges" ("shop", "order_id");
CREATE INDEX "idx_charges_shop_fe2af1" ON "charges" ("shop", "gives_back");
CREATE TABLE "test_cards" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "order_id" VARCHAR(320) NOT NULL,
    "card" VARCHAR(16) NOT NULL,
    CONSTRAINT "uid_test_cards_shop_53da4b" UNIQUE ("shop", "order_id")
);
CREATE INDEX "idx_carts_shop_2e4a7f" ON "carts" ("shop", "phone");
CREATE INDEX "idx_orders_shop_ebb813" ON "orders" ("shop", "external_id");
CREATE INDEX "idx_orders_shop_5ebbeb" ON "orders" ("shop", "phone");
CREATE TRIGGER consents_confirms BEFORE UPDATE OF confirms ON consents BEGIN SELECT RAISE(ABORT, 'consents rows are never changed'); END;
CREATE TABLE erasures (
        shop VARCHAR(320) NOT NULL,
        id VARCHAR(64) NOT NULL,
        state VARCHAR(16) NOT NULL CHECK (state IN ('running', 'done')),
        subject TEXT NOT NULL,
        place INT NOT NULL,
        cursor BIGINT NOT NULL,
        last BIGINT NOT NULL,
        counts TEXT NOT NULL,
        reason TEXT NOT NULL,
        actor_kind VARCHAR(16) NOT NULL,
        actor_id TEXT NOT NULL,
        actor_ip TEXT NOT NULL,
        at BIGINT NOT NULL,
        ended_at BIGINT,
        PRIMARY KEY (shop, id),
        CONSTRAINT erasure_forgets CHECK (state = 'running' OR subject = '')
    );
CREATE TABLE tombstones (
        shop VARCHAR(320) NOT NULL,
        kind VARCHAR(16) NOT NULL,
        address_hash VARCHAR(64) NOT NULL,
        erasure_id VARCHAR(64) NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (shop, kind, address_hash)
    );
CREATE INDEX erasures_at ON erasures (shop, at, id);
CREATE INDEX customers_phone ON customers (shop, phone) WHERE phone IS NOT NULL;
CREATE INDEX messages_recipient ON messages (shop, recipient);
CREATE INDEX mails_recipient ON mails (shop, recipient);
CREATE INDEX counters_subject ON counters (shop, subject);
CREATE INDEX timers_subject ON timers (shop, subject);
CREATE INDEX refused_uses_at ON refused_uses (at);
CREATE INDEX coupons_owner ON coupons (shop, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX coupons_issued_to ON coupons (shop, issued_to) WHERE issued_to IS NOT NULL;
CREATE INDEX enrolments_phone ON enrolments (shop, phone) WHERE phone IS NOT NULL;
CREATE INDEX publications_email ON card_publications (shop, owner_email) WHERE owner_email IS NOT NULL;
CREATE INDEX publications_owner ON card_publications (shop, owner_id) WHERE owner_id IS NOT NULL;
CREATE INDEX carts_seen ON carts (seen_at) WHERE email IS NOT NULL OR phone IS NOT NULL OR external_id IS NOT NULL;
CREATE INDEX mails_at ON mails (at);
CREATE TRIGGER events_update BEFORE UPDATE ON events WHEN NOT (EXISTS (SELECT 1 FROM erasures r WHERE r.shop = OLD.shop AND r.state = 'running') AND NEW.shop IS OLD.shop AND NEW.id IS OLD.id AND NEW.kind IS OLD.kind AND NEW.at IS OLD.at AND NEW.recorded_at IS OLD.recorded_at AND NEW.actor_kind IS OLD.actor_kind AND NEW.revision IS OLD.revision AND NEW.issued IS OLD.issued) BEGIN SELECT RAISE(ABORT, 'events rows are never changed'); END;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit WHEN NOT (EXISTS (SELECT 1 FROM erasures r WHERE r.shop = OLD.shop AND r.state = 'running') AND NEW.shop IS OLD.shop AND NEW.number IS OLD.number AND NEW.at IS OLD.at AND NEW.actor_kind IS OLD.actor_kind AND NEW.actor_id IS OLD.actor_id AND NEW.actor_ip IS OLD.actor_ip AND NEW.action IS OLD.action AND NEW.digest IS OLD.digest) BEGIN SELECT RAISE(ABORT, 'audit rows are never changed'); END;
CREATE TABLE "experiment_units" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "experiment" VARCHAR(320) NOT NULL,
    "unit" VARCHAR(64) NOT NULL,
    "main" VARCHAR(64) NOT NULL,
    "arm" VARCHAR(320) NOT NULL,
    "split" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "orders" BIGINT NOT NULL,
    "revenue" BIGINT NOT NULL,
    "discount" BIGINT NOT NULL,
    "clicks" BIGINT NOT NULL,
    "redemptions" BIGINT NOT NULL,
    CONSTRAINT "uid_experiment__shop_2d16b6" UNIQUE ("shop", "unit")
);
CREATE INDEX "idx_experiment__shop_339c88" ON "experiment_units" ("shop", "experiment", "arm");
CREATE INDEX "idx_experiment__shop_15d543" ON "experiment_units" ("shop", "main");
CREATE TABLE "experiment_salts" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "salt" VARCHAR(128) NOT NULL,
    CONSTRAINT "uid_experiment__shop_8a6e23" UNIQUE ("shop")
);
CREATE INDEX "idx_messages_shop_eb16ea" ON "messages" ("shop", "rule", "created_at", "id");
CREATE TABLE "approvals" (
    "row" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    "shop" VARCHAR(320) NOT NULL,
    "number" INT NOT NULL,
    "kind" VARCHAR(16) NOT NULL,
    "subject" VARCHAR(320) NOT NULL,
    "amount" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "asked" TEXT NOT NULL,
    "requested_by" TEXT NOT NULL,
    "requested_at" BIGINT NOT NULL,
    "expires_at" BIGINT NOT NULL,
    "state" VARCHAR(16) NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" BIGINT,
    "reason" TEXT NOT NULL,
    CONSTRAINT "uid_approvals_shop_02a3e6" UNIQUE ("shop", "number")
);
INSERT INTO tortoise_migrations (app, name, applied_at) VALUES
('store', '0001_initial', CURRENT_TIMESTAMP),
('store', '0002_guards', CURRENT_TIMESTAMP),
('store', '0003_customers', CURRENT_TIMESTAMP),
('store', '0005_staff', CURRENT_TIMESTAMP),
('store', '0006_sample', CURRENT_TIMESTAMP),
('store', '0007_profile', CURRENT_TIMESTAMP),
('store', '0004_reviews', CURRENT_TIMESTAMP),
('store', '0008_refused', CURRENT_TIMESTAMP),
('store', '0009_refunds', CURRENT_TIMESTAMP),
('store', '0010_unknown', CURRENT_TIMESTAMP),
('store', '0011_offers', CURRENT_TIMESTAMP),
('store', '0012_carts', CURRENT_TIMESTAMP),
('store', '0013_lists', CURRENT_TIMESTAMP),
('store', '0014_cards', CURRENT_TIMESTAMP),
('store', '0015_jobs', CURRENT_TIMESTAMP),
('store', '0016_sagas', CURRENT_TIMESTAMP),
('store', '0017_identities', CURRENT_TIMESTAMP),
('store', '0018_erasures', CURRENT_TIMESTAMP),
('store', '0019_breaker', CURRENT_TIMESTAMP),
('store', '0020_imports', CURRENT_TIMESTAMP),
('store', '0021_experiments', CURRENT_TIMESTAMP),
('store', '0022_messages', CURRENT_TIMESTAMP),
('store', '0023_approvals', CURRENT_TIMESTAMP),
('store', '0024_pins', CURRENT_TIMESTAMP);
