/** Reads a YAML or JSON file and checks it against its JSON Schema; every problem names file and place. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { parseDocument } from 'yaml';
import { KnowledgeError } from './knowledge-error.ts';

// Each schema is compiled at every start and used a few times: faster code would cost more than it saves.
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, code: { optimize: false } });
const validators = new Map<string, Promise<ValidateFunction>>();

/**
 * Reads and checks a file.
 * @param file YAML or JSON file
 * @param schemaFile JSON Schema of what it must hold
 * @param definition name of the definition in that schema which the file follows; else the schema itself
 * @returns its content; the schema stands for the type
 * @throws KnowledgeError when it cannot be read, is no YAML, or does not fit the schema
 */
export async function readCheckedFile<T>(
  file: string,
  schemaFile: string,
  definition: string | null = null,
): Promise<T> {
  const name = path.basename(file);
  const document = parseDocument(await readText(file), { prettyErrors: true });
  if (document.errors.length > 0) {
    throw new KnowledgeError(
      document.errors.map((error) => `${name}: ${error.message.split('\n')[0] ?? ''}`),
    );
  }
  const content: unknown = document.toJS();
  const validate = await validatorOf(schemaFile, definition);
  if (!validate(content)) {
    throw new KnowledgeError((validate.errors ?? []).map((error) => `${name}: ${inWords(error)}`));
  }
  return content as T;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new KnowledgeError([`${path.basename(file)}: it cannot be read (${(error as Error).message}).`]);
  }
}

function validatorOf(schemaFile: string, definition: string | null): Promise<ValidateFunction> {
  const key = `${schemaFile}#${definition ?? ''}`;
  let validator = validators.get(key);
  if (!validator) {
    validator = readText(schemaFile).then((text) => {
      const schema = JSON.parse(text) as Record<string, unknown>;
      // The identifier is for people; two assets folders may both be loaded in one run.
      delete schema['$id'];
      return ajv.compile(
        definition === null
          ? schema
          : { definitions: schema['definitions'], $ref: `#/definitions/${definition}` },
      );
    });
    validators.set(key, validator);
  }
  return validator;
}

function inWords(error: ErrorObject): string {
  const place = error.instancePath === '' ? 'the file' : error.instancePath.slice(1).replaceAll('/', ' > ');
  const detail = Object.entries(error.params)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
    .join(', ');
  return `${place} ${error.message ?? 'does not fit the schema'} (${detail}).`;
}
