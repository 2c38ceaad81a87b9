import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { useConnection } from '../../realtime/realtime.context.js';
import { Spinner } from '../../ui/index.js';
import { JumpContext } from './jump.context.js';
import { TimelineEntry } from './timeline.entry.js';
import type { TimelineItem } from './timeline.rules.js';
import { ToEndPill } from './to-end.pill.js';
import { useJumps } from './use.jumps.js';
import { useVirtualizer } from './virtualizer.js';
import styles from './thread.module.css';

interface ThreadLogProps {
  readonly conversationId: string;
  readonly items: readonly TimelineItem[];
  readonly hasEarlier: boolean;
  readonly onAtEnd: (atEnd: boolean) => void;
  readonly ref: RefObject<HTMLDivElement | null>;
}

/** What scrolls must be reachable by keyboard. */
const reachable = { tabIndex: 0 } as const;

const END_PX = 60;
const EARLIER_PX = 300;

/**
 * The history: anchored at its end, follows new lines only while the reader is there, reads earlier pages when the
 * top comes near. Not live for screen readers, because earlier pages would be read aloud (W3C ARIA23).
 */
export function ThreadLog({ conversationId, items, hasEarlier, onAtEnd, ref }: ThreadLogProps): ReactNode {
  const { t } = useLingui();
  const [atEnd, setAtEnd] = useState(true);
  const virtualizer = useThreadVirtualizer(items, ref);
  useStayAtEnd(virtualizer, ref, atEnd);
  const earlier = useEarlier(conversationId, hasEarlier);
  const { found, jumpTo } = useJumps(virtualizer, items);
  const lastTop = useRef(0);
  const look = () => {
    const now = isAtEnd(ref.current, atEnd, lastTop);
    if (now !== atEnd) {
      setAtEnd(now);
      onAtEnd(now);
    }
    if ((ref.current?.scrollTop ?? 0) < EARLIER_PX) earlier.load();
  };
  return (
    <div className={styles.logFrame}>
      <div
        ref={ref}
        role="log"
        aria-live="off"
        aria-label={t`Messages`}
        {...reachable}
        className={styles.log}
        onScroll={look}
      >
        {earlier.loading && <EarlierSpinner />}
        <JumpContext value={jumpTo}>
          <Entries virtualizer={virtualizer} items={items} found={found} />
        </JumpContext>
      </div>
      <ToEndPill items={items} atEnd={atEnd} onPress={() => virtualizer.scrollToEnd({ behavior: 'auto' })} />
    </div>
  );
}

function EarlierSpinner(): ReactNode {
  return (
    <div className={styles.earlier}>
      <Spinner />
    </div>
  );
}

/** The end is left only by scrolling up: a line that grows at the end does not take the reader away from it. */
function isAtEnd(log: HTMLElement | null, before: boolean, lastTop: { current: number }): boolean {
  if (!log) return before;
  const { scrollTop, scrollHeight, clientHeight } = log;
  const movedUp = scrollTop < lastTop.current - 1;
  lastTop.current = scrollTop;
  return scrollHeight - scrollTop - clientHeight < END_PX || (before && !movedUp);
}

type ThreadVirtualizer = ReturnType<typeof useThreadVirtualizer>;

interface EntriesProps {
  readonly virtualizer: ThreadVirtualizer;
  readonly items: readonly TimelineItem[];
  /** The line that was jumped to, while it is pointed out. */
  readonly found: number | null;
}

/** The lines in sight, each where the virtualizer puts it. */
function Entries({ virtualizer, items, found }: EntriesProps): ReactNode {
  return (
    <div className={styles.items} style={{ blockSize: virtualizer.getTotalSize() }}>
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const item = items[index];
        return (
          item && (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              data-found={index === found || undefined}
              className={styles.entry}
              style={{ translate: `0 ${start}px` }}
            >
              <TimelineEntry item={item} />
            </div>
          )
        );
      })}
    </div>
  );
}

function useThreadVirtualizer(items: readonly TimelineItem[], ref: RefObject<HTMLDivElement | null>) {
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => ref.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: (index) => estimate(items[index]),
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: END_PX,
    paddingStart: 12,
    paddingEnd: 16,
  });
  const settled = useRef(false);
  const height = virtualizer.getTotalSize();
  useEffect(() => {
    if (settled.current) return;
    virtualizer.scrollToEnd();
    const timer = setTimeout(() => (settled.current = true), 400);
    return () => clearTimeout(timer);
  }, [virtualizer, height]);
  return virtualizer;
}

/** While the reader is at the end, the end stays in sight: whatever grows, and however high the window is. */
function useStayAtEnd(
  virtualizer: ThreadVirtualizer,
  ref: RefObject<HTMLDivElement | null>,
  atEnd: boolean,
): void {
  const wanted = useRef(atEnd);
  useEffect(() => {
    wanted.current = atEnd;
  }, [atEnd]);
  useEffect(() => {
    const log = ref.current;
    if (!log) return;
    const stay = () => wanted.current && log.scrollTo({ top: log.scrollHeight });
    const watcher = new ResizeObserver(stay);
    watcher.observe(log);
    if (log.lastElementChild) watcher.observe(log.lastElementChild);
    return () => watcher.disconnect();
  }, [virtualizer, ref]);
}

function estimate(item: TimelineItem | undefined): number {
  if (item?.kind === 'message') return 70 + Math.ceil(item.message.text.length / 60) * 24;
  return item?.kind === 'outbox' ? 90 : 40;
}

function useEarlier(conversationId: string, hasEarlier: boolean) {
  const connection = useConnection();
  const [loading, setLoading] = useState(false);
  const load = () => {
    if (!hasEarlier || loading) return;
    setLoading(true);
    void connection.threads
      .loadEarlier(conversationId)
      .catch(() => false)
      .finally(() => setLoading(false));
  };
  return { loading, load };
}
