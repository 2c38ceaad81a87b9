import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationItem } from '@sila/contracts';
import { keys, useMe } from '../../api/index.js';
import type { ListFilter } from '../../api/index.js';
import { useConnection } from '../../realtime/realtime.context.js';
import { misplaced } from './list.freshness.rules.js';
import { belongs } from './list.query.js';

/** How long after its last move the pointer still counts as choosing. */
const CHOOSING_MS = 3_000;
const GATHER_MS = 120;

export interface Freshness {
  /** How many rows would move if the list were brought up to date now. */
  readonly pending: number;
  readonly refresh: () => void;
  /** Goes on the element that holds the list. */
  readonly watchPointer: { onPointerMove: () => void; onPointerLeave: () => void };
}

/**
 * Rows change in place at once, but never move under the pointer or away from where somebody reads: while one of
 * these holds, moves are only counted.
 */
export function useFreshness(
  filter: ListFilter,
  rows: readonly ConversationItem[],
  isScrolled: () => boolean,
): Freshness {
  const client = useQueryClient();
  const connection = useConnection();
  const { id: myId } = useMe();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const lastMove = useRef(0);
  const latest = useRef({ filter, rows });
  useEffect(() => {
    latest.current = { filter, rows };
  });
  const refresh = useCallback(() => {
    setPending(new Set());
    void client.invalidateQueries({ queryKey: keys.lists });
  }, [client]);
  useEffect(() => {
    const busy = () => Date.now() - lastMove.current < CHOOSING_MS || isScrolled();
    const settle = () => (busy() ? undefined : refresh());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = connection.onListChange((change) => {
      const moved = misplaced(latest.current.rows, change, (item) =>
        belongs(item, latest.current.filter, myId),
      );
      if (moved.length === 0) return;
      setPending((before) => new Set([...before, ...moved]));
      clearTimeout(timer);
      timer = setTimeout(settle, GATHER_MS);
    });
    return () => (clearTimeout(timer), stop());
  }, [connection, isScrolled, myId, refresh]);
  useSettleAtRest(pending.size, lastMove, isScrolled, refresh);
  return {
    pending: pending.size,
    refresh,
    watchPointer: {
      onPointerMove: () => void (lastMove.current = Date.now()),
      onPointerLeave: () => void (lastMove.current = 0),
    },
  };
}

/** Once the pointer rests or leaves, what was counted is shown. */
function useSettleAtRest(
  pending: number,
  lastMove: { readonly current: number },
  isScrolled: () => boolean,
  refresh: () => void,
): void {
  useEffect(() => {
    if (pending === 0) return;
    const timer = setInterval(() => {
      if (Date.now() - lastMove.current >= CHOOSING_MS && !isScrolled()) refresh();
    }, 500);
    return () => clearInterval(timer);
  }, [pending, lastMove, isScrolled, refresh]);
}
