import type { UserError } from '../contract/ipc.ts';

/** An error whose words are meant for the technician. */
export class ToldError extends Error implements UserError {
  readonly code: string;
  readonly nextStep: string;

  constructor({ code, message, nextStep }: UserError) {
    super(message);
    this.name = 'ToldError';
    this.code = code;
    this.nextStep = nextStep;
  }
}
