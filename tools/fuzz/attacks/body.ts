/** A place in a body: names of fields, numbers of items. */
export type Path = readonly (string | number)[];

type Container = Record<string, unknown> | unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;
const isList = (value: Container): value is unknown[] => Array.isArray(value);

function childOf(container: Container, key: string | number): unknown {
  return isList(container) ? container[Number(key)] : container[String(key)];
}

/** What stands at a place; undefined if nothing does. */
export function valueAt(body: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isContainer(value) ? childOf(value, key) : undefined), body);
}

/** A copy with the object or list at `path` changed by `change`. */
function copied(input: { body: object; path: Path; change: (container: Container) => void }): object {
  const copy: object = structuredClone(input.body);
  const container = valueAt(copy, input.path);
  if (!isContainer(container)) throw new Error(`nothing can be changed at ${input.path.join('.')}`);
  input.change(container);
  return copy;
}

const MARK = 'here-goes-the-json';

const put = (container: Container, key: string | number, value: unknown): void => {
  if (isList(container)) container[Number(key)] = value;
  else container[String(key)] = value;
};

const written = (data: object): string => JSON.stringify({ data });

/** The body with this JSON at a place: any JSON, also what no serializer writes. */
export function bodyWith({ body, path, json }: { body: object; path: Path; json: string }): string {
  const key = path.at(-1);
  if (key === undefined) return `{"data":${json}}`;
  const marked = copied({ body, path: path.slice(0, -1), change: container => put(container, key, MARK) });
  return written(marked).replace(JSON.stringify(MARK), () => json);
}

export function bodyWithout({ body, path }: { body: object; path: Path }): string {
  const key = path.at(-1);
  return written(
    copied({
      body,
      path: path.slice(0, -1),
      change: container => {
        if (!isList(container)) Reflect.deleteProperty(container, String(key));
      },
    }),
  );
}

/** The body with one more field in the object at `path`, also one that JavaScript would take for its own. */
export function bodyWithField(input: { body: object; path: Path; name: string; json: string }): string {
  const { body, path, name, json } = input;
  const marked = copied({ body, path, change: container => put(container, MARK, MARK) });
  return written(marked).replace(`"${MARK}":"${MARK}"`, () => `${JSON.stringify(name)}:${json}`);
}
