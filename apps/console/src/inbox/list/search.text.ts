import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 250;

export interface SearchText {
  readonly text: string;
  readonly change: (text: string) => void;
}

/** What is typed, handed on after a short pause; follows the address when that changes by itself. */
export function useSearchText(q: string | undefined, onSearch: (q: string | undefined) => void): SearchText {
  const [text, setText] = useState(q ?? '');
  const sent = useRef(q ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if ((q ?? '') === sent.current) return;
    sent.current = q ?? '';
    setText(q ?? '');
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const change = (next: string) => {
    setText(next);
    clearTimeout(timer.current);
    const search = () => {
      sent.current = next.trim();
      onSearch(next.trim() || undefined);
    };
    timer.current = setTimeout(search, next ? PAUSE_MS : 0);
  };
  return { text, change };
}
