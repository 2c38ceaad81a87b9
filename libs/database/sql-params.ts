/** One column of a table that is given with a statement. `column` and `type` are written by us, never by a caller. */
export interface SqlColumn {
  readonly column: string;
  /** A type of PostgreSQL, without `[]`. */
  readonly type: string;
  readonly values: readonly unknown[];
}

/** The parameters of one statement, numbered as they are added. The text depends on the columns only, so it is planned once. */
export class SqlParams {
  readonly values: unknown[] = [];

  /** A table of columns given as arrays, its rows in the order of the arrays. */
  table(columns: readonly SqlColumn[]): string {
    const arrays = columns.map(({ type, values }) => {
      this.values.push(values);
      return `$${this.values.length}::${type}[]`;
    });
    return `(SELECT * FROM unnest(${arrays.join(', ')}) AS t(${columns.map(({ column }) => column).join(', ')}))`;
  }
}
