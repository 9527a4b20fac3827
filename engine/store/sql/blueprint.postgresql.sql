-- All tables, as the migrations leave them; written by `make blueprint`.
CREATE FUNCTION otoku_refuse() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME; END $$;
CREATE FUNCTION otoku_refuse_real() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM sample_rows s WHERE s.shop = OLD.shop AND s.kind = 'events' AND s.id = OLD.id) THEN RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME; END IF;
        RETURN OLD;
    END $$;
CREATE FUNCTION otoku_update_audit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
            IF EXISTS (SELECT 1 FROM erasures r WHERE r.shop = OLD.shop AND r.state = 'running') AND NEW.shop IS NOT DISTINCT FROM OLD.shop AND NEW.number IS NOT DISTINCT FROM OLD.number AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.actor_kind IS NOT DISTINCT FROM OLD.actor_kind AND NEW.actor_id IS NOT DISTINCT FROM OLD.actor_id AND NEW.actor_ip IS NOT DISTINCT FROM OLD.actor_ip AND NEW.action IS NOT DISTINCT FROM OLD.action AND NEW.digest IS NOT DISTINCT FROM OLD.digest THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'audit rows are never changed';
        END $$;
CREATE FUNCTION otoku_update_events() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN
            IF EXISTS (SELECT 1 FROM erasures r WHERE r.shop = OLD.shop AND r.state = 'running') AND NEW.shop IS NOT DISTINCT FROM OLD.shop AND NEW.id IS NOT DISTINCT FROM OLD.id AND NEW.kind IS NOT DISTINCT FROM OLD.kind AND NEW.at IS NOT DISTINCT FROM OLD.at AND NEW.recorded_at IS NOT DISTINCT FROM OLD.recorded_at AND NEW.actor_kind IS NOT DISTINCT FROM OLD.actor_kind AND NEW.revision IS NOT DISTINCT FROM OLD.revision AND NEW.issued IS NOT DISTINCT FROM OLD.issued THEN RETURN NEW; END IF;
            RAISE EXCEPTION 'events rows are never changed';
        END $$;
CREATE TABLE approvals (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    number integer NOT NULL,
    kind character varying(16) NOT NULL,
    subject character varying(320) NOT NULL,
    amount bigint NOT NULL,
    key text NOT NULL,
    asked text NOT NULL,
    requested_by text NOT NULL,
    requested_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    state character varying(16) NOT NULL,
    decided_by text NOT NULL,
    decided_at bigint,
    reason text NOT NULL
);
COMMENT ON TABLE approvals IS 'Somebody asks to move money that needs a second person, and another decides (SEC24).';
CREATE SEQUENCE approvals_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE approvals_row_seq OWNED BY approvals."row";
CREATE TABLE audit (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    number bigint NOT NULL,
    at bigint NOT NULL,
    actor_kind character varying(16) NOT NULL,
    actor_id text NOT NULL,
    actor_ip text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    detail text NOT NULL,
    digest character varying(64) NOT NULL,
    erased_by character varying(64)
);
COMMENT ON TABLE audit IS 'One state change, chained to the row before. Rows are never changed: triggers see to it.';
CREATE SEQUENCE audit_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE audit_row_seq OWNED BY audit."row";
CREATE TABLE card_cash_outs (
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    card_id character varying(64) NOT NULL,
    amount bigint NOT NULL,
    forfeited bigint NOT NULL,
    reason character varying(32) NOT NULL,
    note text NOT NULL,
    state character varying(16) NOT NULL,
    at bigint NOT NULL,
    paid_at bigint,
    reference text NOT NULL,
    CONSTRAINT card_cash_outs_amount_check CHECK ((amount >= 0)),
    CONSTRAINT card_cash_outs_forfeited_check CHECK ((forfeited >= 0)),
    CONSTRAINT card_cash_outs_state_check CHECK (((state)::text = ANY ((ARRAY['requested'::character varying, 'paid'::character varying])::text[])))
);
CREATE TABLE card_holds (
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    card_id character varying(64) NOT NULL,
    cart_token character varying(320) NOT NULL,
    amount bigint NOT NULL,
    until bigint NOT NULL,
    state character varying(16) NOT NULL,
    CONSTRAINT card_holds_amount_check CHECK ((amount > 0)),
    CONSTRAINT card_holds_state_check CHECK (((state)::text = ANY ((ARRAY['live'::character varying, 'redeemed'::character varying, 'released'::character varying, 'expired'::character varying])::text[])))
);
CREATE TABLE card_lots (
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    card_id character varying(64) NOT NULL,
    consideration character varying(8) NOT NULL,
    expires_at bigint,
    remaining bigint NOT NULL,
    CONSTRAINT card_lots_consideration_check CHECK (((consideration)::text = ANY ((ARRAY['paid'::character varying, 'free'::character varying])::text[]))),
    CONSTRAINT lot_remaining CHECK ((remaining >= 0))
);
CREATE TABLE card_metadata (
    shop character varying(320) NOT NULL,
    card_id character varying(64) NOT NULL,
    name character varying(64) NOT NULL,
    value character varying(320) NOT NULL
);
CREATE TABLE card_publications (
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    campaign character varying(320) NOT NULL,
    source_id character varying(320) NOT NULL,
    owner_email character varying(320),
    owner_id character varying(320),
    count integer NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    order_id character varying(320) NOT NULL,
    metadata text NOT NULL,
    CONSTRAINT card_publications_amount_check CHECK ((amount >= 0)),
    CONSTRAINT card_publications_count_check CHECK ((count > 0))
);
CREATE TABLE card_reports (
    shop character varying(320) NOT NULL,
    day character varying(10) NOT NULL,
    at bigint NOT NULL,
    paid bigint NOT NULL,
    free bigint NOT NULL
);
CREATE TABLE carts (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    token character varying(320) NOT NULL,
    life integer NOT NULL,
    version integer NOT NULL,
    state character varying(16) NOT NULL,
    left_step character varying(16),
    page character varying(16) NOT NULL,
    email character varying(320),
    external_id character varying(320),
    total bigint NOT NULL,
    test boolean NOT NULL,
    begun_at bigint NOT NULL,
    seen_at bigint NOT NULL,
    abandoned_at bigint,
    clicked_at bigint,
    reminded_at bigint,
    order_id character varying(320),
    doc text NOT NULL,
    phone character varying(320)
);
COMMENT ON TABLE carts IS 'One life of a cart as a storefront reported it, columns besides `doc` are what is searched by.';
CREATE SEQUENCE carts_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE carts_row_seq OWNED BY carts."row";
CREATE TABLE channel_states (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    channel character varying(16) NOT NULL,
    suspended boolean NOT NULL,
    reason text NOT NULL,
    since bigint NOT NULL,
    advertising_only boolean DEFAULT false NOT NULL
);
COMMENT ON TABLE channel_states IS 'Whether a channel may be used, no row: it may.';
CREATE SEQUENCE channel_states_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE channel_states_row_seq OWNED BY channel_states."row";
CREATE TABLE charges (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    key character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    at bigint NOT NULL,
    taken boolean NOT NULL,
    gives_back character varying(320) NOT NULL,
    reason text NOT NULL,
    test boolean NOT NULL
);
COMMENT ON TABLE charges IS 'Money that the built-in gateway moved, once per key.';
CREATE SEQUENCE charges_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE charges_row_seq OWNED BY charges."row";
CREATE TABLE compositions (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    list character varying(320) NOT NULL,
    channel character varying(16) NOT NULL,
    message_class character varying(16) NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    created_at bigint NOT NULL,
    created_by text NOT NULL
);
COMMENT ON TABLE compositions IS 'A message that staff wrote to a list.';
CREATE SEQUENCE compositions_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE compositions_row_seq OWNED BY compositions."row";
CREATE TABLE consents (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    at bigint NOT NULL,
    act character varying(16) NOT NULL,
    channel character varying(16) NOT NULL,
    address character varying(320) NOT NULL,
    address_hash character varying(64) NOT NULL,
    scope character varying(320) NOT NULL,
    wording text NOT NULL,
    version text NOT NULL,
    source text NOT NULL,
    ip text NOT NULL,
    message_id character varying(320) NOT NULL,
    confirms character varying(320)
);
COMMENT ON TABLE consents IS 'An entry of the ledger of consents: only the address is ever blanked, triggers see to it.';
CREATE SEQUENCE consents_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE consents_row_seq OWNED BY consents."row";
CREATE TABLE contracts (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    email character varying(320),
    state character varying(16) NOT NULL,
    version integer NOT NULL,
    started_at bigint NOT NULL,
    test boolean NOT NULL,
    doc text NOT NULL
);
COMMENT ON TABLE contracts IS 'A subscription, all of it is in `doc`.';
CREATE SEQUENCE contracts_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE contracts_row_seq OWNED BY contracts."row";
CREATE TABLE counters (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    area character varying(32) NOT NULL,
    name character varying(320) NOT NULL,
    subject character varying(320) NOT NULL,
    used bigint NOT NULL,
    window_ends bigint,
    ceiling bigint,
    CONSTRAINT counter_ceiling CHECK ((used <= COALESCE(ceiling, used)))
);
COMMENT ON TABLE counters IS 'Uses of a limit or a budget in its present window, `ceiling` is the limit of the last use.';
CREATE SEQUENCE counters_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE counters_row_seq OWNED BY counters."row";
CREATE TABLE coupons (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    lookup character varying(64) NOT NULL,
    rule character varying(320) NOT NULL,
    state character varying(16) NOT NULL,
    terms text NOT NULL,
    bearer character varying(16) NOT NULL,
    owner_email character varying(320),
    owner_id character varying(320),
    issued_at bigint NOT NULL,
    valid_until bigint,
    uses bigint,
    used bigint NOT NULL,
    held bigint NOT NULL,
    test boolean NOT NULL,
    order_id character varying(320) NOT NULL,
    revision integer NOT NULL,
    length integer NOT NULL,
    alphabet character varying(16) NOT NULL,
    key_id text NOT NULL,
    attempt integer NOT NULL,
    last_four character varying(16) NOT NULL,
    issued_to character varying(320),
    sealed text DEFAULT ''::text NOT NULL,
    CONSTRAINT coupon_state CHECK (((state)::text = ANY ((ARRAY['issued'::character varying, 'used_up'::character varying, 'expired'::character varying, 'revoked'::character varying])::text[]))),
    CONSTRAINT coupon_uses CHECK (((used >= 0) AND (held >= 0) AND ((used + held) <= COALESCE(uses, (used + held)))))
);
COMMENT ON TABLE coupons IS 'A coupon. Its code is nowhere: `lookup` is a keyed hash of it (SEC4).';
CREATE SEQUENCE coupons_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE coupons_row_seq OWNED BY coupons."row";
CREATE TABLE customers (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    key character varying(320) NOT NULL,
    email character varying(320),
    external_id character varying(320),
    orders integer NOT NULL,
    spent bigint NOT NULL,
    first_order_at bigint NOT NULL,
    last_order_at bigint NOT NULL,
    phone character varying(320),
    name text,
    locale character varying(320),
    birthday character varying(5),
    joined_at bigint,
    tags text,
    tier text,
    blocked boolean
);
COMMENT ON TABLE customers IS 'A buyer''s history, `key` is the e-mail or, without one, `id:` and the external id.';
CREATE SEQUENCE customers_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE customers_row_seq OWNED BY customers."row";
CREATE TABLE enrolments (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    list character varying(320) NOT NULL,
    reader character varying(320) NOT NULL,
    email character varying(320),
    phone character varying(320),
    external_id character varying(320),
    name text NOT NULL,
    locale character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    sku character varying(320) NOT NULL,
    joined_at bigint NOT NULL,
    state character varying(24) NOT NULL,
    ended_at bigint,
    pending text NOT NULL,
    test boolean NOT NULL
);
COMMENT ON TABLE enrolments IS 'A reader of a list, once per list, reader and order.';
CREATE SEQUENCE enrolments_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE enrolments_row_seq OWNED BY enrolments."row";
CREATE TABLE erasures (
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    state character varying(16) NOT NULL,
    subject text NOT NULL,
    place integer NOT NULL,
    cursor bigint NOT NULL,
    last bigint NOT NULL,
    counts text NOT NULL,
    reason text NOT NULL,
    actor_kind character varying(16) NOT NULL,
    actor_id text NOT NULL,
    actor_ip text NOT NULL,
    at bigint NOT NULL,
    ended_at bigint,
    CONSTRAINT erasure_forgets CHECK ((((state)::text = 'running'::text) OR (subject = ''::text))),
    CONSTRAINT erasures_state_check CHECK (((state)::text = ANY ((ARRAY['running'::character varying, 'done'::character varying])::text[])))
);
CREATE TABLE events (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    kind character varying(32) NOT NULL,
    at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    actor_kind character varying(16) NOT NULL,
    actor_id text NOT NULL,
    actor_ip text NOT NULL,
    revision integer NOT NULL,
    subject text NOT NULL,
    quote text,
    price text,
    issued text NOT NULL,
    uses text NOT NULL,
    answer bytea
);
COMMENT ON TABLE events IS 'Something that happened, with what it led to. Rows are never changed: triggers see to it.';
CREATE SEQUENCE events_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE events_row_seq OWNED BY events."row";
CREATE TABLE experiment_salts (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    salt character varying(128) NOT NULL
);
COMMENT ON TABLE experiment_salts IS 'What a shop deals arms by. It never changes, or everybody would be dealt anew.';
CREATE SEQUENCE experiment_salts_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE experiment_salts_row_seq OWNED BY experiment_salts."row";
CREATE TABLE experiment_units (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    experiment character varying(320) NOT NULL,
    unit character varying(64) NOT NULL,
    main character varying(64) NOT NULL,
    arm character varying(320) NOT NULL,
    split text NOT NULL,
    at bigint NOT NULL,
    orders bigint NOT NULL,
    revenue bigint NOT NULL,
    discount bigint NOT NULL,
    clicks bigint NOT NULL,
    redemptions bigint NOT NULL
);
COMMENT ON TABLE experiment_units IS 'Who was exposed to an experiment, by a keyed hash, and what came of it. `main` carries the figures of aliases.';
CREATE SEQUENCE experiment_units_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE experiment_units_row_seq OWNED BY experiment_units."row";
CREATE TABLE gift_cards (
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    lookup character varying(64) NOT NULL,
    campaign character varying(320) NOT NULL,
    state character varying(16) NOT NULL,
    enabled boolean NOT NULL,
    terms text NOT NULL,
    owner_email character varying(320),
    owner_id character varying(320),
    balance bigint NOT NULL,
    held bigint NOT NULL,
    published_at bigint,
    expires_at bigint,
    test boolean NOT NULL,
    publication_id character varying(64) NOT NULL,
    number integer NOT NULL,
    order_id character varying(320) NOT NULL,
    revision integer NOT NULL,
    pattern character varying(64) NOT NULL,
    key_id text NOT NULL,
    attempt integer NOT NULL,
    last_four character varying(16) NOT NULL,
    metadata text NOT NULL,
    made_at bigint NOT NULL,
    sealed text DEFAULT ''::text NOT NULL,
    pin character varying(64) DEFAULT ''::character varying NOT NULL,
    pin_draw integer DEFAULT 0 NOT NULL,
    CONSTRAINT card_balance CHECK (((balance >= 0) AND (held >= 0) AND (held <= balance))),
    CONSTRAINT card_emptied CHECK ((((state)::text <> ALL ((ARRAY['assigned'::character varying, 'unassigned'::character varying, 'exhausted'::character varying, 'void'::character varying])::text[])) OR (balance = 0))),
    CONSTRAINT gift_cards_state_check CHECK (((state)::text = ANY ((ARRAY['unassigned'::character varying, 'assigned'::character varying, 'active'::character varying, 'exhausted'::character varying, 'expired'::character varying, 'void'::character varying])::text[])))
);
CREATE TABLE guesses (
    "row" bigint NOT NULL,
    key character varying(320) NOT NULL,
    part bigint NOT NULL,
    failed bigint NOT NULL,
    ends bigint NOT NULL
);
COMMENT ON TABLE guesses IS 'Failed guesses on a key (which names the shop) in a part of a window.';
CREATE SEQUENCE guesses_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE guesses_row_seq OWNED BY guesses."row";
CREATE TABLE holds (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    coupon_id character varying(320) NOT NULL,
    cart_token character varying(320) NOT NULL,
    until bigint NOT NULL,
    state character varying(16) NOT NULL
);
COMMENT ON TABLE holds IS 'A use set aside for a cart. A cart holds a coupon once: a partial unique index sees to it.';
CREATE SEQUENCE holds_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE holds_row_seq OWNED BY holds."row";
CREATE TABLE job_parts (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    job_id character varying(320) NOT NULL,
    side character varying(16) NOT NULL,
    number integer NOT NULL,
    content bytea NOT NULL
);
COMMENT ON TABLE job_parts IS 'A piece of a file that a job reads or writes.';
CREATE SEQUENCE job_parts_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE job_parts_row_seq OWNED BY job_parts."row";
CREATE TABLE jobs (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    kind character varying(16) NOT NULL,
    state character varying(16) NOT NULL,
    asked text NOT NULL,
    cursor text NOT NULL,
    totals text NOT NULL,
    done bigint NOT NULL,
    failed bigint NOT NULL,
    total bigint,
    problem text NOT NULL,
    attempt integer NOT NULL,
    next_at bigint,
    actor_kind character varying(16) NOT NULL,
    actor_id character varying(320) NOT NULL,
    created_at bigint NOT NULL,
    started_at bigint,
    ended_at bigint
);
COMMENT ON TABLE jobs IS 'Long work in steps, `cursor` is where the next step goes on.';
CREATE SEQUENCE jobs_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE jobs_row_seq OWNED BY jobs."row";
CREATE TABLE ledger_postings (
    shop character varying(320) NOT NULL,
    transfer_id character varying(64) NOT NULL,
    number integer NOT NULL,
    account character varying(340) NOT NULL,
    lot_id character varying(64),
    amount bigint NOT NULL,
    CONSTRAINT ledger_postings_amount_check CHECK ((amount <> 0))
);
CREATE TABLE ledger_transfers (
    shop character varying(320) NOT NULL,
    id character varying(64) NOT NULL,
    key text NOT NULL,
    kind character varying(16) NOT NULL,
    card_id character varying(64) NOT NULL,
    campaign character varying(320) NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    order_id character varying(320) NOT NULL,
    note text NOT NULL,
    actor text NOT NULL,
    CONSTRAINT ledger_transfers_amount_check CHECK ((amount > 0)),
    CONSTRAINT ledger_transfers_kind_check CHECK (((kind)::text = ANY ((ARRAY['credit'::character varying, 'spend'::character varying, 'refund'::character varying, 'expire'::character varying, 'cash_out'::character varying, 'forfeit'::character varying, 'reverse'::character varying])::text[])))
);
CREATE TABLE mails (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    message_id text NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    headers text NOT NULL,
    at bigint NOT NULL
);
COMMENT ON TABLE mails IS 'A mail kept by the inbox channel.';
CREATE SEQUENCE mails_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE mails_row_seq OWNED BY mails."row";
CREATE TABLE messages (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    dedupe_key text NOT NULL,
    rule character varying(320) NOT NULL,
    channel character varying(16) NOT NULL,
    template text NOT NULL,
    message_class character varying(16) NOT NULL,
    recipient text NOT NULL,
    locale text NOT NULL,
    due bigint NOT NULL,
    send_before bigint,
    coupon_id character varying(320),
    order_id character varying(320),
    test boolean NOT NULL,
    revision integer NOT NULL,
    state character varying(16) NOT NULL,
    attempt integer NOT NULL,
    lease_until bigint,
    next_try bigint NOT NULL,
    next_at bigint,
    created_at bigint NOT NULL,
    handover_at bigint,
    sent_at bigint,
    reason text NOT NULL,
    cart_id character varying(64),
    consent_id character varying(320),
    enrolment_id character varying(320),
    card_id character varying(64),
    excused integer DEFAULT 0 NOT NULL
);
COMMENT ON TABLE messages IS 'A queued message, `next_at` is when it may be claimed (again), NULL in a terminal state.';
CREATE SEQUENCE messages_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE messages_row_seq OWNED BY messages."row";
CREATE TABLE offers (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    rule character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    state character varying(16) NOT NULL,
    version integer NOT NULL,
    token_hash character varying(64) NOT NULL,
    decided_at bigint NOT NULL,
    test boolean NOT NULL,
    doc text NOT NULL,
    progress text NOT NULL
);
COMMENT ON TABLE offers IS 'An offer: `doc` is what was decided and never changes, `progress` how far it has come.';
CREATE SEQUENCE offers_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE offers_row_seq OWNED BY offers."row";
CREATE TABLE orders (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    state character varying(16) NOT NULL,
    email character varying(320),
    placed_at bigint NOT NULL,
    recorded_at bigint NOT NULL,
    revision integer NOT NULL,
    order_event character varying(320) NOT NULL,
    price_event character varying(320) NOT NULL,
    charged_at bigint,
    external_id character varying(320),
    phone character varying(320)
);
COMMENT ON TABLE orders IS 'Where an order stands, content and price are those of the events it names.';
CREATE SEQUENCE orders_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE orders_row_seq OWNED BY orders."row";
CREATE TABLE permissions (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    channel character varying(16) NOT NULL,
    address character varying(320) NOT NULL,
    scope character varying(320) NOT NULL,
    entry_id character varying(320) NOT NULL,
    given boolean NOT NULL,
    at bigint NOT NULL
);
COMMENT ON TABLE permissions IS 'The newest entry per address and scope, the handover of advertising locks it.';
CREATE SEQUENCE permissions_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE permissions_row_seq OWNED BY permissions."row";
CREATE TABLE products (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    sku character varying(320) NOT NULL,
    doc text NOT NULL
);
COMMENT ON TABLE products IS 'What a shop sells.';
CREATE SEQUENCE products_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE products_row_seq OWNED BY products."row";
CREATE TABLE receipts (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    key character varying(320) NOT NULL,
    request_hash text NOT NULL,
    event_id character varying(320),
    answer bytea,
    at bigint NOT NULL
);
COMMENT ON TABLE receipts IS 'An idempotency key that was used.';
CREATE SEQUENCE receipts_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE receipts_row_seq OWNED BY receipts."row";
CREATE TABLE recoveries (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    cart_id character varying(64) NOT NULL,
    rule character varying(320) NOT NULL,
    left_step character varying(16),
    assisted boolean NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    test boolean NOT NULL
);
COMMENT ON TABLE recoveries IS 'An order that a reminder brought, once per order.';
CREATE SEQUENCE recoveries_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE recoveries_row_seq OWNED BY recoveries."row";
CREATE TABLE redemptions (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    rule character varying(320) NOT NULL,
    coupon_id character varying(320),
    code text,
    order_id character varying(320) NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    test boolean NOT NULL,
    returned_at bigint
);
COMMENT ON TABLE redemptions IS 'A use of a coupon or a grant of a rule: the ledger of what was given away.';
CREATE SEQUENCE redemptions_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE redemptions_row_seq OWNED BY redemptions."row";
CREATE TABLE refunds (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    number integer NOT NULL,
    id character varying(320) NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    doc text NOT NULL
);
COMMENT ON TABLE refunds IS 'What was given back of an order, counted from 1.';
CREATE SEQUENCE refunds_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE refunds_row_seq OWNED BY refunds."row";
CREATE TABLE refused_uses (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    coupon_id character varying(320) NOT NULL,
    minute bigint NOT NULL,
    at bigint NOT NULL,
    place character varying(16) NOT NULL,
    reason character varying(32) NOT NULL,
    email character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    times bigint NOT NULL
);
COMMENT ON TABLE refused_uses IS 'A coupon that was offered and did not apply, `times` within a minute. Of each coupon the newest are kept.';
CREATE SEQUENCE refused_uses_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE refused_uses_row_seq OWNED BY refused_uses."row";
CREATE TABLE resume_requests (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    channel character varying(16) NOT NULL,
    content text NOT NULL,
    state character varying(16) NOT NULL,
    at bigint NOT NULL,
    requested_by text NOT NULL,
    decided_at bigint,
    decided_by text NOT NULL,
    note text NOT NULL
);
COMMENT ON TABLE resume_requests IS 'A request to lift a suspension.';
CREATE SEQUENCE resume_requests_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE resume_requests_row_seq OWNED BY resume_requests."row";
CREATE TABLE reviews (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    number integer NOT NULL,
    revision integer NOT NULL,
    base integer NOT NULL,
    fingerprint character varying(64) NOT NULL,
    note text NOT NULL,
    requested_by text NOT NULL,
    requested_at bigint NOT NULL,
    state character varying(16) NOT NULL,
    decided_by text NOT NULL,
    decided_at bigint,
    reason text NOT NULL
);
COMMENT ON TABLE reviews IS 'Somebody asks that rules go live, and another decides (base 0: over nothing).';
CREATE SEQUENCE reviews_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE reviews_row_seq OWNED BY reviews."row";
CREATE TABLE revisions (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    number integer NOT NULL,
    state character varying(16) NOT NULL,
    fingerprint text NOT NULL,
    files text NOT NULL,
    created_at bigint NOT NULL,
    published_at bigint,
    created_by text NOT NULL,
    note text NOT NULL
);
COMMENT ON TABLE revisions IS 'An immutable rule set, only `state` and `published_at` change. One is live: a partial unique index sees to it.';
CREATE SEQUENCE revisions_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE revisions_row_seq OWNED BY revisions."row";
CREATE TABLE sagas (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    kind character varying(16) NOT NULL,
    subject character varying(320) NOT NULL,
    step character varying(16) NOT NULL,
    reason text NOT NULL,
    attempt integer NOT NULL,
    began_at bigint NOT NULL,
    next_at bigint
);
COMMENT ON TABLE sagas IS 'Work in steps, `next_at` is when it may be claimed (again), NULL once it is over.';
CREATE SEQUENCE sagas_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE sagas_row_seq OWNED BY sagas."row";
CREATE TABLE sample_rows (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    kind character varying(32) NOT NULL,
    id character varying(640) NOT NULL,
    amount bigint NOT NULL
);
COMMENT ON TABLE sample_rows IS 'A row that is sample data, or a figure of it.';
CREATE SEQUENCE sample_rows_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE sample_rows_row_seq OWNED BY sample_rows."row";
CREATE TABLE sessions (
    session_hash character varying(128) NOT NULL,
    shop character varying(320) NOT NULL,
    until bigint NOT NULL,
    used_at bigint NOT NULL,
    id character varying(320),
    staff_id character varying(320),
    made_at bigint,
    confirmed_at bigint,
    ip character varying(64),
    browser text
);
COMMENT ON TABLE sessions IS 'A signed-in person.';
CREATE TABLE shop_profiles (
    shop character varying(320) NOT NULL,
    doc text NOT NULL
);
COMMENT ON TABLE shop_profiles IS 'What a shop settles outside its rule text.';
CREATE TABLE shops (
    id character varying(320) NOT NULL,
    name text NOT NULL,
    created_at bigint NOT NULL,
    live_revision integer,
    catalog_version integer NOT NULL,
    currency character varying(3) NOT NULL,
    audit_number bigint NOT NULL,
    audit_digest character varying(64) NOT NULL
);
COMMENT ON TABLE shops IS 'A tenant, and the head of its audit chain.';
CREATE TABLE sign_ins (
    secret_hash character varying(128) NOT NULL,
    shop character varying(320) NOT NULL,
    expires_at bigint NOT NULL,
    staff_id character varying(320),
    purpose character varying(16)
);
COMMENT ON TABLE sign_ins IS 'A one-time link.';
CREATE TABLE staff (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    email character varying(320) NOT NULL,
    name text NOT NULL,
    role character varying(16) NOT NULL,
    state character varying(16) NOT NULL,
    created_at bigint NOT NULL,
    password_hash text NOT NULL,
    second_factor text NOT NULL,
    signed_in_at bigint,
    version integer NOT NULL
);
COMMENT ON TABLE staff IS 'A person of a shop, the secret of a second factor is nowhere.';
CREATE SEQUENCE staff_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE staff_row_seq OWNED BY staff."row";
CREATE TABLE stat_days (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    day character varying(10) NOT NULL,
    rule character varying(320) NOT NULL,
    metric character varying(32) NOT NULL,
    amount bigint NOT NULL
);
COMMENT ON TABLE stat_days IS 'A folded daily figure of a rule.';
CREATE SEQUENCE stat_days_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE stat_days_row_seq OWNED BY stat_days."row";
CREATE TABLE stat_deltas (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    rule character varying(320) NOT NULL,
    day character varying(10) NOT NULL,
    metric character varying(32) NOT NULL,
    amount bigint NOT NULL
);
COMMENT ON TABLE stat_deltas IS 'A figure to be added to its day: only ever inserted with the fact, so that no row is hot.';
CREATE SEQUENCE stat_deltas_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE stat_deltas_row_seq OWNED BY stat_deltas."row";
CREATE TABLE suppressions (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    channel character varying(16) NOT NULL,
    address character varying(320) NOT NULL,
    cause character varying(16) NOT NULL,
    at bigint NOT NULL,
    detail text NOT NULL
);
COMMENT ON TABLE suppressions IS 'An address that is not written to.';
CREATE SEQUENCE suppressions_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE suppressions_row_seq OWNED BY suppressions."row";
CREATE TABLE test_cards (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    order_id character varying(320) NOT NULL,
    card character varying(16) NOT NULL
);
COMMENT ON TABLE test_cards IS 'What the built-in gateway was told to do with the card of an order.';
CREATE SEQUENCE test_cards_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE test_cards_row_seq OWNED BY test_cards."row";
CREATE TABLE timers (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    kind character varying(32) NOT NULL,
    subject character varying(320) NOT NULL,
    due bigint NOT NULL,
    next_at bigint,
    attempt integer NOT NULL,
    fired_at bigint
);
COMMENT ON TABLE timers IS 'A wake-up, `next_at` is when it may be claimed (again), NULL when it is over.';
CREATE SEQUENCE timers_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE timers_row_seq OWNED BY timers."row";
CREATE TABLE tokens (
    id character varying(320) NOT NULL,
    shop character varying(320) NOT NULL,
    secret_hash character varying(128) NOT NULL,
    kind character varying(16) NOT NULL,
    name text NOT NULL,
    scopes text NOT NULL,
    origins text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    last_used_at bigint,
    revoked_at bigint
);
COMMENT ON TABLE tokens IS 'An API token, its secret is nowhere.';
CREATE TABLE tombstones (
    shop character varying(320) NOT NULL,
    kind character varying(16) NOT NULL,
    address_hash character varying(64) NOT NULL,
    erasure_id character varying(64) NOT NULL,
    at bigint NOT NULL
);
CREATE TABLE tortoise_migrations (
    id integer NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied_at timestamp with time zone NOT NULL
);
CREATE SEQUENCE tortoise_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE tortoise_migrations_id_seq OWNED BY tortoise_migrations.id;
CREATE TABLE webhook_deliveries (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    endpoint_id character varying(320) NOT NULL,
    event_id character varying(320) NOT NULL,
    state character varying(16) NOT NULL,
    attempt integer NOT NULL,
    tries integer NOT NULL,
    next_at bigint,
    created_at bigint NOT NULL,
    delivered_at bigint,
    attempts text NOT NULL
);
COMMENT ON TABLE webhook_deliveries IS 'One event on its way to one endpoint.';
CREATE SEQUENCE webhook_deliveries_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE webhook_deliveries_row_seq OWNED BY webhook_deliveries."row";
CREATE TABLE webhook_endpoints (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    name character varying(320) NOT NULL,
    url text NOT NULL,
    topics text NOT NULL,
    state character varying(16) NOT NULL,
    secrets text NOT NULL,
    created_at bigint NOT NULL,
    failing_since bigint,
    throttled_until bigint
);
COMMENT ON TABLE webhook_endpoints IS 'A system of the merchant that is told of events, its secrets are nowhere.';
CREATE SEQUENCE webhook_endpoints_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE webhook_endpoints_row_seq OWNED BY webhook_endpoints."row";
CREATE TABLE webhook_events (
    "row" bigint NOT NULL,
    shop character varying(320) NOT NULL,
    id character varying(320) NOT NULL,
    topic character varying(32) NOT NULL,
    at bigint NOT NULL,
    body text NOT NULL
);
COMMENT ON TABLE webhook_events IS 'What somebody is told, `body` never changes.';
CREATE SEQUENCE webhook_events_row_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE webhook_events_row_seq OWNED BY webhook_events."row";
ALTER TABLE ONLY approvals ALTER COLUMN "row" SET DEFAULT nextval('approvals_row_seq'::regclass);
ALTER TABLE ONLY audit ALTER COLUMN "row" SET DEFAULT nextval('audit_row_seq'::regclass);
ALTER TABLE ONLY carts ALTER COLUMN "row" SET DEFAULT nextval('carts_row_seq'::regclass);
ALTER TABLE ONLY channel_states ALTER COLUMN "row" SET DEFAULT nextval('channel_states_row_seq'::regclass);
ALTER TABLE ONLY charges ALTER COLUMN "row" SET DEFAULT nextval('charges_row_seq'::regclass);
ALTER TABLE ONLY compositions ALTER COLUMN "row" SET DEFAULT nextval('compositions_row_seq'::regclass);
ALTER TABLE ONLY consents ALTER COLUMN "row" SET DEFAULT nextval('consents_row_seq'::regclass);
ALTER TABLE ONLY contracts ALTER COLUMN "row" SET DEFAULT nextval('contracts_row_seq'::regclass);
ALTER TABLE ONLY counters ALTER COLUMN "row" SET DEFAULT nextval('counters_row_seq'::regclass);
ALTER TABLE ONLY coupons ALTER COLUMN "row" SET DEFAULT nextval('coupons_row_seq'::regclass);
ALTER TABLE ONLY customers ALTER COLUMN "row" SET DEFAULT nextval('customers_row_seq'::regclass);
ALTER TABLE ONLY enrolments ALTER COLUMN "row" SET DEFAULT nextval('enrolments_row_seq'::regclass);
ALTER TABLE ONLY events ALTER COLUMN "row" SET DEFAULT nextval('events_row_seq'::regclass);
ALTER TABLE ONLY experiment_salts ALTER COLUMN "row" SET DEFAULT nextval('experiment_salts_row_seq'::regclass);
ALTER TABLE ONLY experiment_units ALTER COLUMN "row" SET DEFAULT nextval('experiment_units_row_seq'::regclass);
ALTER TABLE ONLY guesses ALTER COLUMN "row" SET DEFAULT nextval('guesses_row_seq'::regclass);
ALTER TABLE ONLY holds ALTER COLUMN "row" SET DEFAULT nextval('holds_row_seq'::regclass);
ALTER TABLE ONLY job_parts ALTER COLUMN "row" SET DEFAULT nextval('job_parts_row_seq'::regclass);
ALTER TABLE ONLY jobs ALTER COLUMN "row" SET DEFAULT nextval('jobs_row_seq'::regclass);
ALTER TABLE ONLY mails ALTER COLUMN "row" SET DEFAULT nextval('mails_row_seq'::regclass);
ALTER TABLE ONLY messages ALTER COLUMN "row" SET DEFAULT nextval('messages_row_seq'::regclass);
ALTER TABLE ONLY offers ALTER COLUMN "row" SET DEFAULT nextval('offers_row_seq'::regclass);
ALTER TABLE ONLY orders ALTER COLUMN "row" SET DEFAULT nextval('orders_row_seq'::regclass);
ALTER TABLE ONLY permissions ALTER COLUMN "row" SET DEFAULT nextval('permissions_row_seq'::regclass);
ALTER TABLE ONLY products ALTER COLUMN "row" SET DEFAULT nextval('products_row_seq'::regclass);
ALTER TABLE ONLY receipts ALTER COLUMN "row" SET DEFAULT nextval('receipts_row_seq'::regclass);
ALTER TABLE ONLY recoveries ALTER COLUMN "row" SET DEFAULT nextval('recoveries_row_seq'::regclass);
ALTER TABLE ONLY redemptions ALTER COLUMN "row" SET DEFAULT nextval('redemptions_row_seq'::regclass);
ALTER TABLE ONLY refunds ALTER COLUMN "row" SET DEFAULT nextval('refunds_row_seq'::regclass);
ALTER TABLE ONLY refused_uses ALTER COLUMN "row" SET DEFAULT nextval('refused_uses_row_seq'::regclass);
ALTER TABLE ONLY resume_requests ALTER COLUMN "row" SET DEFAULT nextval('resume_requests_row_seq'::regclass);
ALTER TABLE ONLY reviews ALTER COLUMN "row" SET DEFAULT nextval('reviews_row_seq'::regclass);
ALTER TABLE ONLY revisions ALTER COLUMN "row" SET DEFAULT nextval('revisions_row_seq'::regclass);
ALTER TABLE ONLY sagas ALTER COLUMN "row" SET DEFAULT nextval('sagas_row_seq'::regclass);
ALTER TABLE ONLY sample_rows ALTER COLUMN "row" SET DEFAULT nextval('sample_rows_row_seq'::regclass);
ALTER TABLE ONLY staff ALTER COLUMN "row" SET DEFAULT nextval('staff_row_seq'::regclass);
ALTER TABLE ONLY stat_days ALTER COLUMN "row" SET DEFAULT nextval('stat_days_row_seq'::regclass);
ALTER TABLE ONLY stat_deltas ALTER COLUMN "row" SET DEFAULT nextval('stat_deltas_row_seq'::regclass);
ALTER TABLE ONLY suppressions ALTER COLUMN "row" SET DEFAULT nextval('suppressions_row_seq'::regclass);
ALTER TABLE ONLY test_cards ALTER COLUMN "row" SET DEFAULT nextval('test_cards_row_seq'::regclass);
ALTER TABLE ONLY timers ALTER COLUMN "row" SET DEFAULT nextval('timers_row_seq'::regclass);
ALTER TABLE ONLY tortoise_migrations ALTER COLUMN id SET DEFAULT nextval('tortoise_migrations_id_seq'::regclass);
ALTER TABLE ONLY webhook_deliveries ALTER COLUMN "row" SET DEFAULT nextval('webhook_deliveries_row_seq'::regclass);
ALTER TABLE ONLY webhook_endpoints ALTER COLUMN "row" SET DEFAULT nextval('webhook_endpoints_row_seq'::regclass);
ALTER TABLE ONLY webhook_events ALTER COLUMN "row" SET DEFAULT nextval('webhook_events_row_seq'::regclass);
ALTER TABLE ONLY approvals
    ADD CONSTRAINT approvals_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY card_cash_outs
    ADD CONSTRAINT card_cash_outs_pkey PRIMARY KEY (shop, id);
ALTER TABLE ONLY card_cash_outs
    ADD CONSTRAINT card_cash_outs_shop_card_id_key UNIQUE (shop, card_id);
ALTER TABLE ONLY card_holds
    ADD CONSTRAINT card_holds_pkey PRIMARY KEY (shop, id);
ALTER TABLE ONLY card_lots
    ADD CONSTRAINT card_lots_pkey PRIMARY KEY (shop, id);
ALTER TABLE ONLY card_metadata
    ADD CONSTRAINT card_metadata_pkey PRIMARY KEY (shop, card_id, name);
ALTER TABLE ONLY card_publications
    ADD CONSTRAINT card_publications_pkey PRIMARY KEY (shop, id);
ALTER TABLE ONLY card_publications
    ADD CONSTRAINT card_publications_shop_campaign_source_id_key UNIQUE (shop, campaign, source_id);
ALTER TABLE ONLY card_reports
    ADD CONSTRAINT card_reports_pkey PRIMARY KEY (shop, day);
ALTER TABLE ONLY carts
    ADD CONSTRAINT carts_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY channel_states
    ADD CONSTRAINT channel_states_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY charges
    ADD CONSTRAINT charges_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY compositions
    ADD CONSTRAINT compositions_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY consents
    ADD CONSTRAINT consents_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY contracts
    ADD CONSTRAINT contracts_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY counters
    ADD CONSTRAINT counters_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY coupons
    ADD CONSTRAINT coupons_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY enrolments
    ADD CONSTRAINT enrolments_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY erasures
    ADD CONSTRAINT erasures_pkey PRIMARY KEY (shop, id);
ALTER TABLE ONLY events
    ADD CONSTRAINT events_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY experiment_salts
    ADD CONSTRAINT experiment_salts_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY experiment_units
    ADD CONSTRAINT experiment_units_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY gift_cards
    ADD CONSTRAINT gift_cards_pkey PRIMARY KEY (shop, id);
ALTER TABLE ONLY gift_cards
    ADD CONSTRAINT gift_cards_shop_lookup_key UNIQUE (shop, lookup);
ALTER TABLE ONLY guesses
    ADD CONSTRAINT guesses_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY holds
    ADD CONSTRAINT holds_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY job_parts
    ADD CONSTRAINT job_parts_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY jobs
    ADD CONSTRAINT jobs_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY ledger_postings
    ADD CONSTRAINT ledger_postings_pkey PRIMARY KEY (shop, transfer_id, number);
ALTER TABLE ONLY ledger_transfers
    ADD CONSTRAINT ledger_transfers_pkey PRIMARY KEY (shop, id);
ALTER TABLE ONLY ledger_transfers
    ADD CONSTRAINT ledger_transfers_shop_key_key UNIQUE (shop, key);
ALTER TABLE ONLY mails
    ADD CONSTRAINT mails_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY messages
    ADD CONSTRAINT messages_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY offers
    ADD CONSTRAINT offers_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY permissions
    ADD CONSTRAINT permissions_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY products
    ADD CONSTRAINT products_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY receipts
    ADD CONSTRAINT receipts_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY recoveries
    ADD CONSTRAINT recoveries_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY redemptions
    ADD CONSTRAINT redemptions_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY refused_uses
    ADD CONSTRAINT refused_uses_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY resume_requests
    ADD CONSTRAINT resume_requests_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY reviews
    ADD CONSTRAINT reviews_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY revisions
    ADD CONSTRAINT revisions_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY sagas
    ADD CONSTRAINT sagas_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY sample_rows
    ADD CONSTRAINT sample_rows_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (session_hash);
ALTER TABLE ONLY shop_profiles
    ADD CONSTRAINT shop_profiles_pkey PRIMARY KEY (shop);
ALTER TABLE ONLY shops
    ADD CONSTRAINT shops_pkey PRIMARY KEY (id);
ALTER TABLE ONLY sign_ins
    ADD CONSTRAINT sign_ins_pkey PRIMARY KEY (secret_hash);
ALTER TABLE ONLY staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY stat_days
    ADD CONSTRAINT stat_days_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY stat_deltas
    ADD CONSTRAINT stat_deltas_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY suppressions
    ADD CONSTRAINT suppressions_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY test_cards
    ADD CONSTRAINT test_cards_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY timers
    ADD CONSTRAINT timers_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (id);
ALTER TABLE ONLY tokens
    ADD CONSTRAINT tokens_secret_hash_key UNIQUE (secret_hash);
ALTER TABLE ONLY tombstones
    ADD CONSTRAINT tombstones_pkey PRIMARY KEY (shop, kind, address_hash);
ALTER TABLE ONLY tortoise_migrations
    ADD CONSTRAINT tortoise_migrations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY approvals
    ADD CONSTRAINT uid_approvals_shop_02a3e6 UNIQUE (shop, number);
ALTER TABLE ONLY audit
    ADD CONSTRAINT uid_audit_shop_d32cd9 UNIQUE (shop, number);
ALTER TABLE ONLY carts
    ADD CONSTRAINT uid_carts_shop_5ba915 UNIQUE (shop, token, life);
ALTER TABLE ONLY carts
    ADD CONSTRAINT uid_carts_shop_f1e32d UNIQUE (shop, id);
ALTER TABLE ONLY channel_states
    ADD CONSTRAINT uid_channel_sta_shop_34d771 UNIQUE (shop, channel);
ALTER TABLE ONLY charges
    ADD CONSTRAINT uid_charges_shop_f994b0 UNIQUE (shop, key);
ALTER TABLE ONLY compositions
    ADD CONSTRAINT uid_composition_shop_c0aee0 UNIQUE (shop, id);
ALTER TABLE ONLY consents
    ADD CONSTRAINT uid_consents_shop_68e8b3 UNIQUE (shop, id);
ALTER TABLE ONLY contracts
    ADD CONSTRAINT uid_contracts_shop_44ce4e UNIQUE (shop, id);
ALTER TABLE ONLY counters
    ADD CONSTRAINT uid_counters_shop_3b9e1d UNIQUE (shop, area, name, subject);
ALTER TABLE ONLY coupons
    ADD CONSTRAINT uid_coupons_shop_2fc714 UNIQUE (shop, lookup);
ALTER TABLE ONLY coupons
    ADD CONSTRAINT uid_coupons_shop_c52e94 UNIQUE (shop, id);
ALTER TABLE ONLY customers
    ADD CONSTRAINT uid_customers_shop_a9a664 UNIQUE (shop, key);
ALTER TABLE ONLY enrolments
    ADD CONSTRAINT uid_enrolments_shop_2eccf2 UNIQUE (shop, id);
ALTER TABLE ONLY events
    ADD CONSTRAINT uid_events_shop_8e9a5e UNIQUE (shop, id);
ALTER TABLE ONLY experiment_units
    ADD CONSTRAINT uid_experiment__shop_2d16b6 UNIQUE (shop, unit);
ALTER TABLE ONLY experiment_salts
    ADD CONSTRAINT uid_experiment__shop_8a6e23 UNIQUE (shop);
ALTER TABLE ONLY guesses
    ADD CONSTRAINT uid_guesses_key_4d4aa1 UNIQUE (key, part);
ALTER TABLE ONLY holds
    ADD CONSTRAINT uid_holds_shop_3db469 UNIQUE (shop, id);
ALTER TABLE ONLY job_parts
    ADD CONSTRAINT uid_job_parts_shop_2c7df7 UNIQUE (shop, job_id, side, number);
ALTER TABLE ONLY jobs
    ADD CONSTRAINT uid_jobs_shop_ab018f UNIQUE (shop, id);
ALTER TABLE ONLY mails
    ADD CONSTRAINT uid_mails_shop_dc1ae6 UNIQUE (shop, id);
ALTER TABLE ONLY messages
    ADD CONSTRAINT uid_messages_shop_10814b UNIQUE (shop, id);
ALTER TABLE ONLY offers
    ADD CONSTRAINT uid_offers_shop_ca8bc1 UNIQUE (shop, order_id);
ALTER TABLE ONLY offers
    ADD CONSTRAINT uid_offers_shop_d6e3cc UNIQUE (shop, token_hash);
ALTER TABLE ONLY offers
    ADD CONSTRAINT uid_offers_shop_e99735 UNIQUE (shop, id);
ALTER TABLE ONLY orders
    ADD CONSTRAINT uid_orders_shop_dccbef UNIQUE (shop, id);
ALTER TABLE ONLY permissions
    ADD CONSTRAINT uid_permissions_shop_97fa25 UNIQUE (shop, channel, address, scope);
ALTER TABLE ONLY products
    ADD CONSTRAINT uid_products_shop_e50849 UNIQUE (shop, sku);
ALTER TABLE ONLY receipts
    ADD CONSTRAINT uid_receipts_shop_44fb85 UNIQUE (shop, key);
ALTER TABLE ONLY recoveries
    ADD CONSTRAINT uid_recoveries_shop_0299cf UNIQUE (shop, order_id);
ALTER TABLE ONLY redemptions
    ADD CONSTRAINT uid_redemptions_shop_d13fbc UNIQUE (shop, id);
ALTER TABLE ONLY refunds
    ADD CONSTRAINT uid_refunds_shop_055f82 UNIQUE (shop, order_id, id);
ALTER TABLE ONLY refunds
    ADD CONSTRAINT uid_refunds_shop_a8068a UNIQUE (shop, order_id, number);
ALTER TABLE ONLY refused_uses
    ADD CONSTRAINT uid_refused_use_shop_316b19 UNIQUE (shop, coupon_id, minute, place, reason, email, order_id);
ALTER TABLE ONLY resume_requests
    ADD CONSTRAINT uid_resume_requ_shop_dbb266 UNIQUE (shop, id);
ALTER TABLE ONLY reviews
    ADD CONSTRAINT uid_reviews_shop_9e4e46 UNIQUE (shop, number);
ALTER TABLE ONLY revisions
    ADD CONSTRAINT uid_revisions_shop_0de3db UNIQUE (shop, number);
ALTER TABLE ONLY sagas
    ADD CONSTRAINT uid_sagas_shop_853970 UNIQUE (shop, id);
ALTER TABLE ONLY sample_rows
    ADD CONSTRAINT uid_sample_rows_shop_cf91b7 UNIQUE (shop, kind, id);
ALTER TABLE ONLY staff
    ADD CONSTRAINT uid_staff_shop_c4932f UNIQUE (shop, id);
ALTER TABLE ONLY stat_days
    ADD CONSTRAINT uid_stat_days_shop_fb51bf UNIQUE (shop, day, rule, metric);
ALTER TABLE ONLY suppressions
    ADD CONSTRAINT uid_suppression_shop_7fc3a0 UNIQUE (shop, channel, address);
ALTER TABLE ONLY test_cards
    ADD CONSTRAINT uid_test_cards_shop_53da4b UNIQUE (shop, order_id);
ALTER TABLE ONLY timers
    ADD CONSTRAINT uid_timers_shop_f26fe8 UNIQUE (shop, kind, subject);
ALTER TABLE ONLY tortoise_migrations
    ADD CONSTRAINT uid_tortoise_mi_app_3803a5 UNIQUE (app, name);
ALTER TABLE ONLY webhook_deliveries
    ADD CONSTRAINT uid_webhook_del_shop_a14832 UNIQUE (shop, id);
ALTER TABLE ONLY webhook_endpoints
    ADD CONSTRAINT uid_webhook_end_shop_358072 UNIQUE (shop, name);
ALTER TABLE ONLY webhook_endpoints
    ADD CONSTRAINT uid_webhook_end_shop_628b8e UNIQUE (shop, id);
ALTER TABLE ONLY webhook_events
    ADD CONSTRAINT uid_webhook_eve_shop_fc898c UNIQUE (shop, id);
ALTER TABLE ONLY webhook_deliveries
    ADD CONSTRAINT webhook_deliveries_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY webhook_endpoints
    ADD CONSTRAINT webhook_endpoints_pkey PRIMARY KEY ("row");
ALTER TABLE ONLY webhook_events
    ADD CONSTRAINT webhook_events_pkey PRIMARY KEY ("row");
CREATE UNIQUE INDEX card_holds_live ON card_holds USING btree (shop, card_id, cart_token) WHERE ((state)::text = 'live'::text);
CREATE INDEX card_lots_card ON card_lots USING btree (shop, card_id);
CREATE INDEX card_metadata_value ON card_metadata USING btree (shop, name, value, card_id);
CREATE INDEX card_publications_order ON card_publications USING btree (shop, order_id);
CREATE INDEX carts_seen ON carts USING btree (seen_at) WHERE ((email IS NOT NULL) OR (phone IS NOT NULL) OR (external_id IS NOT NULL));
CREATE INDEX counters_subject ON counters USING btree (shop, subject);
CREATE INDEX coupons_issued_to ON coupons USING btree (shop, issued_to) WHERE (issued_to IS NOT NULL);
CREATE INDEX coupons_owner ON coupons USING btree (shop, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX customers_phone ON customers USING btree (shop, phone) WHERE (phone IS NOT NULL);
CREATE INDEX enrolments_phone ON enrolments USING btree (shop, phone) WHERE (phone IS NOT NULL);
CREATE INDEX erasures_at ON erasures USING btree (shop, at, id);
CREATE INDEX gift_cards_campaign ON gift_cards USING btree (shop, campaign, made_at, id);
CREATE INDEX gift_cards_email ON gift_cards USING btree (shop, owner_email);
CREATE INDEX gift_cards_made ON gift_cards USING btree (shop, made_at, id);
CREATE INDEX gift_cards_owner ON gift_cards USING btree (shop, owner_id);
CREATE INDEX gift_cards_publication ON gift_cards USING btree (shop, publication_id);
CREATE UNIQUE INDEX holds_one_per_cart ON holds USING btree (shop, coupon_id, cart_token) WHERE ((state)::text = 'live'::text);
CREATE INDEX idx_carts_shop_0e6d60 ON carts USING btree (shop, external_id);
CREATE INDEX idx_carts_shop_2e4a7f ON carts USING btree (shop, phone);
CREATE INDEX idx_carts_shop_3c84bc ON carts USING btree (shop, state, token);
CREATE INDEX idx_carts_shop_66c01a ON carts USING btree (shop, begun_at, id);
CREATE INDEX idx_carts_shop_8e308b ON carts USING btree (shop, email);
CREATE INDEX idx_carts_shop_d9e5ec ON carts USING btree (shop, abandoned_at);
CREATE INDEX idx_charges_shop_e7b619 ON charges USING btree (shop, order_id);
CREATE INDEX idx_charges_shop_fe2af1 ON charges USING btree (shop, gives_back);
CREATE INDEX idx_composition_shop_039dfc ON compositions USING btree (shop, created_at, id);
CREATE INDEX idx_consents_shop_19ec10 ON consents USING btree (shop, at, id);
CREATE INDEX idx_consents_shop_5292a3 ON consents USING btree (shop, channel, address);
CREATE INDEX idx_consents_shop_cf6afb ON consents USING btree (shop, channel, address_hash);
CREATE INDEX idx_contracts_shop_093a00 ON contracts USING btree (shop, email);
CREATE INDEX idx_contracts_shop_39c72a ON contracts USING btree (shop, started_at, id);
CREATE INDEX idx_contracts_shop_52636a ON contracts USING btree (shop, order_id);
CREATE INDEX idx_coupons_shop_38ccde ON coupons USING btree (shop, owner_email);
CREATE INDEX idx_coupons_shop_405b6c ON coupons USING btree (shop, issued_at, id);
CREATE INDEX idx_coupons_shop_a5f622 ON coupons USING btree (shop, order_id);
CREATE INDEX idx_coupons_shop_d4c949 ON coupons USING btree (shop, rule, issued_at, id);
CREATE INDEX idx_customers_shop_5b0241 ON customers USING btree (shop, external_id);
CREATE INDEX idx_enrolments_shop_116ff7 ON enrolments USING btree (shop, order_id);
CREATE INDEX idx_enrolments_shop_7095d1 ON enrolments USING btree (shop, list, joined_at, id);
CREATE INDEX idx_enrolments_shop_7ed7a3 ON enrolments USING btree (shop, joined_at, id);
CREATE INDEX idx_enrolments_shop_fcafe8 ON enrolments USING btree (shop, reader);
CREATE INDEX idx_experiment__shop_15d543 ON experiment_units USING btree (shop, main);
CREATE INDEX idx_experiment__shop_339c88 ON experiment_units USING btree (shop, experiment, arm);
CREATE INDEX idx_guesses_ends_5dfefd ON guesses USING btree (ends);
CREATE INDEX idx_holds_shop_097363 ON holds USING btree (shop, coupon_id);
CREATE INDEX idx_jobs_next_at_eb5050 ON jobs USING btree (next_at);
CREATE INDEX idx_jobs_shop_67e88e ON jobs USING btree (shop, created_at, id);
CREATE INDEX idx_mails_shop_d217d0 ON mails USING btree (shop, at, id);
CREATE INDEX idx_messages_shop_5390b3 ON messages USING btree (shop, created_at, id);
CREATE INDEX idx_messages_shop_7b36b0 ON messages USING btree (shop, cart_id);
CREATE INDEX idx_messages_shop_81e9f3 ON messages USING btree (shop, order_id);
CREATE INDEX idx_messages_shop_c00038 ON messages USING btree (shop, coupon_id);
CREATE INDEX idx_messages_shop_eb16ea ON messages USING btree (shop, rule, created_at, id);
CREATE INDEX idx_offers_shop_c68d93 ON offers USING btree (shop, decided_at, id);
CREATE INDEX idx_offers_shop_d05720 ON offers USING btree (shop, rule, decided_at, id);
CREATE INDEX idx_orders_shop_11ed88 ON orders USING btree (shop, placed_at, id);
CREATE INDEX idx_orders_shop_5ebbeb ON orders USING btree (shop, phone);
CREATE INDEX idx_orders_shop_78be02 ON orders USING btree (shop, email);
CREATE INDEX idx_orders_shop_ebb813 ON orders USING btree (shop, external_id);
CREATE INDEX idx_recoveries_shop_16a983 ON recoveries USING btree (shop, cart_id);
CREATE INDEX idx_recoveries_shop_da55b1 ON recoveries USING btree (shop, at);
CREATE INDEX idx_redemptions_shop_01f523 ON redemptions USING btree (shop, order_id);
CREATE INDEX idx_redemptions_shop_06031b ON redemptions USING btree (shop, rule, at, id);
CREATE INDEX idx_redemptions_shop_0608b7 ON redemptions USING btree (shop, at, id);
CREATE INDEX idx_redemptions_shop_d705c5 ON redemptions USING btree (shop, coupon_id);
CREATE INDEX idx_refused_use_shop_8cc0ac ON refused_uses USING btree (shop, coupon_id, at);
CREATE INDEX idx_resume_requ_shop_32b963 ON resume_requests USING btree (shop, at, id);
CREATE INDEX idx_sagas_next_at_3733a2 ON sagas USING btree (next_at, id);
CREATE INDEX idx_sagas_shop_a97fb0 ON sagas USING btree (shop, subject);
CREATE INDEX idx_stat_deltas_shop_7cba3a ON stat_deltas USING btree (shop, day);
CREATE INDEX idx_suppression_shop_315429 ON suppressions USING btree (shop, at, address);
CREATE INDEX idx_tokens_shop_0fb4af ON tokens USING btree (shop);
CREATE INDEX idx_webhook_del_shop_c64a39 ON webhook_deliveries USING btree (shop, created_at, id);
CREATE INDEX idx_webhook_del_shop_f7e2bc ON webhook_deliveries USING btree (shop, endpoint_id, next_at);
CREATE INDEX idx_webhook_del_shop_ff9900 ON webhook_deliveries USING btree (shop, event_id);
CREATE INDEX idx_webhook_eve_at_61bd51 ON webhook_events USING btree (at);
CREATE INDEX idx_webhook_eve_shop_111ac4 ON webhook_events USING btree (shop, at);
CREATE INDEX ledger_transfers_at ON ledger_transfers USING btree (shop, at, id);
CREATE INDEX ledger_transfers_card ON ledger_transfers USING btree (shop, card_id, at, id);
CREATE INDEX ledger_transfers_order ON ledger_transfers USING btree (shop, order_id);
CREATE INDEX mails_at ON mails USING btree (at);
CREATE INDEX mails_recipient ON mails USING btree (shop, recipient);
CREATE INDEX messages_recipient ON messages USING btree (shop, recipient);
CREATE INDEX messages_unknown ON messages USING btree (id) WHERE ((state)::text = 'unknown'::text);
CREATE INDEX messages_waiting ON messages USING btree (next_at, id) WHERE (next_at IS NOT NULL);
CREATE INDEX publications_email ON card_publications USING btree (shop, owner_email) WHERE (owner_email IS NOT NULL);
CREATE INDEX publications_owner ON card_publications USING btree (shop, owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX refused_uses_at ON refused_uses USING btree (at);
CREATE UNIQUE INDEX revisions_one_live ON revisions USING btree (shop) WHERE ((state)::text = 'live'::text);
CREATE INDEX timers_subject ON timers USING btree (shop, subject);
CREATE INDEX timers_waiting ON timers USING btree (next_at, id) WHERE (next_at IS NOT NULL);
CREATE TRIGGER audit_delete BEFORE DELETE ON audit FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER audit_update BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION otoku_update_audit();
CREATE TRIGGER card_reports_delete BEFORE DELETE ON card_reports FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER card_reports_truncate BEFORE TRUNCATE ON card_reports FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER card_reports_update BEFORE UPDATE ON card_reports FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER consents_blank BEFORE UPDATE OF address, ip ON consents FOR EACH ROW WHEN ((((new.address)::text <> ''::text) OR (new.ip <> ''::text))) EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER consents_confirms BEFORE UPDATE OF confirms ON consents FOR EACH ROW EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER consents_delete BEFORE DELETE ON consents FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER consents_truncate BEFORE TRUNCATE ON consents FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER consents_update BEFORE UPDATE OF shop, id, at, act, channel, address_hash, scope, wording, version, source, message_id ON consents FOR EACH ROW EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER events_delete BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION otoku_refuse_real();
CREATE TRIGGER events_truncate BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER events_update BEFORE UPDATE ON events FOR EACH ROW EXECUTE FUNCTION otoku_update_events();
CREATE TRIGGER ledger_postings_delete BEFORE DELETE ON ledger_postings FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER ledger_postings_truncate BEFORE TRUNCATE ON ledger_postings FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER ledger_postings_update BEFORE UPDATE ON ledger_postings FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER ledger_transfers_delete BEFORE DELETE ON ledger_transfers FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER ledger_transfers_truncate BEFORE TRUNCATE ON ledger_transfers FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER ledger_transfers_update BEFORE UPDATE ON ledger_transfers FOR EACH STATEMENT EXECUTE FUNCTION otoku_refuse();
CREATE TRIGGER revisions_update BEFORE UPDATE OF shop, number, fingerprint, files ON revisions FOR EACH ROW EXECUTE FUNCTION otoku_refuse();
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
