/** A knowledge file that cannot be used: which one, why, and what to do. */
export class KnowledgeError extends Error {
  readonly code = 'knowledge-unusable';
  readonly nextStep: string;

  /** @param problems one sentence per problem, each naming its file */
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'KnowledgeError';
    this.nextStep =
      'If you changed these files, mend what is named here. Otherwise install SMS Site Doctor again: its files are damaged.';
  }
}
