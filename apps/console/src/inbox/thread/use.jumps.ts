import { useCallback, useEffect, useState } from 'react';
import type { TimelineItem } from './timeline.rules.js';

const POINTED_OUT_MS = 1_600;

interface Scrolls {
  scrollToIndex(index: number, options: { readonly align: 'center' }): void;
}

/** Leads to loaded messages and points out the one that was reached. */
export function useJumps(virtualizer: Scrolls, items: readonly TimelineItem[]) {
  const [found, setFound] = useState<number | null>(null);
  useEffect(() => {
    if (found === null) return;
    const timer = setTimeout(() => setFound(null), POINTED_OUT_MS);
    return () => clearTimeout(timer);
  }, [found]);
  const jumpTo = useCallback(
    (messageId: string) => {
      const index = items.findIndex((item) => item.kind === 'message' && item.message.id === messageId);
      if (index < 0) return null;
      return () => {
        virtualizer.scrollToIndex(index, { align: 'center' });
        setFound(index);
      };
    },
    [items, virtualizer],
  );
  return { found, jumpTo };
}
