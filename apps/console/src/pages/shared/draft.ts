import { useMemo, useState } from 'react';

/** What is being edited, beside what it was. */
export interface Draft<Value extends object> {
  readonly value: Value;
  readonly dirty: boolean;
  readonly change: (patch: Partial<Value>) => void;
  readonly reset: (value: Value) => void;
}

/** Keeps a form's values and knows whether they differ from the first ones. Values are plain JSON. */
export function useDraft<Value extends object>(first: Value): Draft<Value> {
  const [base, setBase] = useState(first);
  const [value, setValue] = useState(first);
  const dirty = useMemo(() => JSON.stringify(base) !== JSON.stringify(value), [base, value]);
  return {
    value,
    dirty,
    change: (patch) => setValue((now) => ({ ...now, ...patch })),
    reset: (next) => {
      setBase(next);
      setValue(next);
    },
  };
}
