"""What refusals of a whole request say, before any business is looked at."""

from collections.abc import Mapping

REQUEST_MESSAGES: Mapping[str, tuple[str, str]] = {
    "METHOD_NOT_ALLOWED": ("Send a POST request.", "POST で送信してください。"),
    "CONTENT_TYPE": (
        "Send JSON with Content-Type: application/json.",
        "Content-Type: application/json で JSON を送信してください。",
    ),
    "BODY_TOO_LARGE": (
        "The request is larger than {limit} bytes.",
        "リクエストが {limit} バイトを超えています。",
    ),
    "BODY_NOT_JSON": (
        "The request is not well-formed JSON in UTF-8.",
        "リクエストが正しい UTF-8 の JSON ではありません。",
    ),
    "BODY_TOO_DEEP": (
        "The JSON is nested more than {limit} levels deep.",
        "JSON の入れ子が {limit} 段を超えています。",
    ),
    "BODY_TOO_MANY_VALUES": (
        "The JSON holds more than {limit} values.",
        "JSON の値が {limit} 個を超えています。",
    ),
    "BODY_FORM": (
        "Send one object with `query` (text), and optionally `operationName` and `variables`.",
        "`query`(文字列)と、必要なら `operationName`・`variables` を持つオブジェクトを 1 つ送信してください。",
    ),
    "TEXT_NOT_ALLOWED": ("A text holds the character NUL.", "文字列に NUL 文字が含まれています。"),
    "SYNTAX": (
        "This is no GraphQL, line {line}, column {column}: {found}",
        "GraphQL として読めません({line} 行 {column} 列): {found}",
    ),
    "DOCUMENT_TOO_LONG": (
        "The document is longer than {limit} characters.",
        "ドキュメントが {limit} 文字を超えています。",
    ),
    "TOO_MANY_TOKENS": (
        "The document has more than {limit} tokens.",
        "ドキュメントのトークンが {limit} 個を超えています。",
    ),
    "TOO_DEEP": (
        "The document is nested more than {limit} levels deep.",
        "ドキュメントの入れ子が {limit} 段を超えています。",
    ),
    "TOO_MANY_ALIASES": (
        "The document has more than {limit} aliases.",
        "エイリアスが {limit} 個を超えています。",
    ),
    "TOO_MANY_ROOT_FIELDS": (
        "The operation has more than {limit} fields at its root.",
        "最上位のフィールドが {limit} 個を超えています。",
    ),
    "TOO_MANY_REPEATS": (
        "Fields are repeated more than {limit} times.",
        "同じフィールドの繰り返しが {limit} 回を超えています。",
    ),
    "TOO_MANY_DIRECTIVES": (
        "The document has more than {limit} directives.",
        "ディレクティブが {limit} 個を超えています。",
    ),
    "TOO_MANY_CODE_FIELDS": (
        "A document may have {limit} field that takes coupon codes.",
        "クーポンコードを受け取るフィールドは 1 ドキュメントに {limit} 個までです。",
    ),
    "TOO_COSTLY": ("The document asks for more than {limit}.", "要求する量が上限 {limit} を超えています。"),
    "FRAGMENT_CYCLE": ("A fragment contains itself.", "フラグメントが自分自身を含んでいます。"),
    "OPERATION": (
        "Say which one query or mutation of the document to run.",
        "ドキュメント内のどのクエリまたはミューテーションを実行するか指定してください。",
    ),
    "WEBSOCKET_ONLY": (
        "Subscriptions are answered over a WebSocket (graphql-transport-ws) only.",
        "サブスクリプションは WebSocket(graphql-transport-ws)でのみ利用できます。",
    ),
    "SUBSCRIPTIONS_ONLY": (
        "A WebSocket takes subscriptions only; send queries and mutations by POST.",
        "WebSocket で利用できるのはサブスクリプションのみです。クエリとミューテーションは POST で送信してください。",
    ),
    "TOO_MANY_SUBSCRIPTIONS": (
        "There are {limit} subscriptions on this connection already; end one first.",
        "この接続のサブスクリプションは上限の {limit} 件に達しています。先にいずれかを終了してください。",
    ),
    "TOO_MANY_CONNECTIONS": (
        "There are too many WebSocket connections already; close one first.",
        "WebSocket の接続数が上限に達しています。先にいずれかを閉じてください。",
    ),
    "INTROSPECTION_OFF": (
        "Introspection is off; the schema is in graphql_api/schema/.",
        "イントロスペクションは無効です。スキーマは graphql_api/schema/ にあります。",
    ),
    "VARIABLES_ONLY": (
        "A {type} must come in a variable, so that it never stands in a log.",
        "{type} はログに残らないよう、必ず変数で渡してください。",
    ),
    "BAD_VALUE": ("Expected {expected}.", "値が正しくありません。期待される形式: {expected}"),
    "PAGE_SIZE": ("`{argument}` must be from 1 to {limit}.", "`{argument}` は 1 から {limit} までです。"),
    "BAD_CURSOR": ("This cursor is not one of this list.", "このカーソルはこの一覧のものではありません。"),
    "UNAUTHENTICATED": (
        "Send a valid token: Authorization: Bearer otk_live_…",
        "有効なトークンを送信してください: Authorization: Bearer otk_live_…",
    ),
    "FORBIDDEN": (
        "These credentials lack the right `{right}`.",
        "この資格情報には権限 `{right}` がありません。",
    ),
    "ORIGIN_NOT_ALLOWED": (
        "This token may not be used from this site.",
        "このトークンはこのサイトからは使えません。",
    ),
    "CROSS_SITE": (
        "With a session cookie, send the header X-Otoku-Request: 1 from the same site.",
        "セッションでは、同じサイトからヘッダー X-Otoku-Request: 1 を付けて送信してください。",
    ),
    "RATE_LIMITED": (
        "Too many requests; try again in {seconds} s.",
        "リクエストが多すぎます。{seconds} 秒後にお試しください。",
    ),
    "OVERLOADED": (
        "The server is busy. Nothing was stored; send the same again in a second.",
        "サーバーが混み合っています。何も保存していません。1 秒ほど待って、同じ内容を送り直してください。",
    ),
    "TIMEOUT": (
        "This took longer than {limit} s and was stopped. Repeat a mutation with the same idempotencyKey.",
        "{limit} 秒を超えたため中断しました。ミューテーションは同じ idempotencyKey で再送してください。",
    ),
    "UNAVAILABLE": (
        "The database cannot be used now; nothing was stored.",
        "現在データベースを使用できません。何も保存されていません。",
    ),
    "INTERNAL": (
        "Something went wrong here; quote the number {id}.",
        "内部エラーが発生しました。番号 {id} をお知らせください。",
    ),
}
"""English and Japanese by code."""
