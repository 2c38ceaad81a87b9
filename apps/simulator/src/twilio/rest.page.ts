/** The query of a list: the filters of its own, PageSize and Page. */
export type ListQuery = Readonly<Record<string, string | undefined>>;

/** A list to be shown page by page. */
export type Listed<T> = {
  /** Under which name the list stands in the answer, and its path. */
  readonly key: string;
  readonly path: string;
  readonly query: ListQuery;
  /** Everything that fits the filters, in order. */
  readonly found: readonly T[];
  readonly view: (each: T) => object;
};

const largestPage = 1_000;

/** One page in the shape the `twilio` library reads. */
export const pageOf = <T>({ key, path, query, found, view }: Listed<T>) => {
  const size = Math.min(largestPage, Math.max(1, Number(query['PageSize'] ?? 50) || 50));
  const page = Math.max(0, Number(query['Page'] ?? 0) || 0);
  const start = page * size;
  const shown = found.slice(start, start + size);
  const address = (number: number) => pageUri(path, query, size, number);
  return {
    end: start + Math.max(0, shown.length - 1),
    first_page_uri: address(0),
    [key]: shown.map(view),
    next_page_uri: found.length > start + size ? address(page + 1) : null,
    page,
    page_size: size,
    previous_page_uri: page > 0 ? address(page - 1) : null,
    start,
    uri: address(page),
  };
};

const dayMs = 86_400_000;

/** The time that `name`, `name>` and `name<` of a query leave: from one moment on, before another. A bare date stands for that whole day in UTC. */
export const periodOf = (
  query: ListQuery,
  name: string,
): { readonly from?: number; readonly before?: number } => {
  const [on, before, after] = [query[name], query[`${name}<`], query[`${name}>`]];
  if (on !== undefined) return { from: Date.parse(on), before: endOf(on) };
  return {
    ...(after === undefined ? {} : { from: Date.parse(after) }),
    ...(before === undefined ? {} : { before: endOf(before) }),
  };
};

const isBareDate = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);
const endOf = (text: string): number => Date.parse(text) + (isBareDate(text) ? dayMs : 1);

const pageUri = (path: string, query: ListQuery, size: number, page: number): string => {
  const kept = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const params = new URLSearchParams({
    ...Object.fromEntries(kept),
    PageSize: String(size),
    Page: String(page),
  });
  return `${path}?${params.toString()}`;
};
