/**
 * A copy of a value made of objects, lists and simple values, with every string in it replaced.
 * @param value what to copy; keys of objects stay
 * @param replace gives the new string; told the key under which the string (or the list it is in) stands
 */
export function mapStrings<T>(value: T, replace: (text: string, key: string) => string): T {
  // The shape is kept, so the copy has the type of the original.
  return mapUnknown(value, replace, '') as T;
}

function mapUnknown(value: unknown, replace: (text: string, key: string) => string, key: string): unknown {
  if (typeof value === 'string') return replace(value, key);
  if (Array.isArray(value)) return value.map((item: unknown) => mapUnknown(item, replace, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, mapUnknown(item, replace, name)]),
    );
  }
  return value;
}
