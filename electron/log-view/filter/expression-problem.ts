import { LogViewError } from '../errors.ts';
import { ExpressionTooSlow } from './match-lines.ts';

/** Says why a text or an expression could not be looked for. */
export function expressionProblem(error: ExpressionTooSlow | SyntaxError): string {
  if (error instanceof ExpressionTooSlow) {
    return (
      `The expression takes too long at ${error.path}:${error.line}, so it is not used. ` +
      'Write it with fewer repetitions inside of repetitions, or look for a plain text.'
    );
  }
  // The runtime repeats the whole expression in front of the reason.
  return `This is not an expression that can be used (${error.message.replace(/^.*\/[a-z]*: /s, '')}).`;
}

/** True for what an expression of the user can cause. */
export function isExpressionProblem(error: unknown): error is ExpressionTooSlow | SyntaxError {
  return error instanceof ExpressionTooSlow || error instanceof SyntaxError;
}

/** An error of a search in words, where it comes from the expression; any other as it is. */
export function searchError(error: unknown): unknown {
  if (!isExpressionProblem(error)) return error;
  return new LogViewError(
    'expression-not-usable',
    expressionProblem(error),
    'Change the expression, or look for a plain text.',
  );
}
