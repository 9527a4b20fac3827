/** A GraphQL document that knows the types of its result and of its variables; made by scripts/gen-graphql.mjs. */
export class TypedDocumentString<Result, Variables> extends String {
  declare readonly __result: Result;
  declare readonly __variables: Variables;

  constructor(
    private readonly text: string,
    readonly __meta__?: Record<string, unknown> | undefined,
  ) {
    super(text);
  }

  override toString(): string & { __result?: Result; __variables?: Variables } {
    return this.text;
  }
}
