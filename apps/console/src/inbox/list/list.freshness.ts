import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ConversationItem } from '@sila/contracts';
import { keys, useMe } from '../../api/index.js';
import type { ListFilter } from '../../api/index.js';
import type { ListChange } from '../../realtime/connection.js';
import { useConnection } from '../../realtime/realtime.context.js';
import { misplaced } from './list.freshness.rules.js';
import { belongs } from './list.query.js';

/** How long after its last move the pointer still counts as choosing. */
const CHOOSING_MS = 3_000;
/** Changes come in bursts; one reading answers them all. */
const GATHER_MS = 120;
const LOOK_MS = 500;

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
  const { id: myId } = useMe();
  const [pending, setPending] = useState<ReadonlySet<string>>(new Set());
  const lastMove = useRef(0);
  const refresh = useCallback(() => {
    setPending(new Set());
    void client.invalidateQueries({ queryKey: keys.lists });
  }, [client]);
  useListChanges((change) => {
    const moved = misplaced(rows, change, (item) => belongs(item, filter, myId));
    if (moved.length > 0) setPending((before) => new Set([...before, ...moved]));
  });
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

/** Calls the newest handler for every change of the lists. */
function useListChanges(handle: (change: ListChange) => void): void {
  const connection = useConnection();
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => connection.onListChange((change) => latest.current(change)), [connection]);
}

/** What was counted is shown as soon as nobody chooses from the list or reads further down. */
function useSettleAtRest(
  pending: number,
  lastMove: { readonly current: number },
  isScrolled: () => boolean,
  refresh: () => void,
): void {
  useEffect(() => {
    if (pending === 0) return;
    const settle = () => {
      if (Date.now() - lastMove.current >= CHOOSING_MS && !isScrolled()) refresh();
    };
    const soon = setTimeout(settle, GATHER_MS);
    const later = setInterval(settle, LOOK_MS);
    return () => {
      clearTimeout(soon);
      clearInterval(later);
    };
  }, [pending, lastMove, isScrolled, refresh]);
}
