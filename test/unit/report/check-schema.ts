import { Ajv } from 'ajv';
import type { AnySchema } from 'ajv';
import { readAsset } from './read-asset.ts';

/** What a file below assets breaks of its schema; empty when it fits. */
export function schemaErrors(file: string, schema: string): readonly string[] {
  return schemaErrorsOf(readAsset(file), schema);
}

export function schemaErrorsOf(value: unknown, schema: string): readonly string[] {
  const check = new Ajv({ allErrors: true, strict: true }).compile(readAsset(schema) as AnySchema);
  const fits = check(value) === true;
  return (fits ? [] : (check.errors ?? [])).map((error) => `${error.instancePath} ${error.message ?? ''}`);
}
