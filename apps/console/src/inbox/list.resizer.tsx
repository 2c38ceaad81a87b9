import { useLingui } from '@lingui/react/macro';
import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { LIST_WIDTH, useLayout } from './layout.store.js';
import styles from './inbox.module.css';

const STEP = 16;

/** A window splitter: a separator that takes the focus (WAI-ARIA, window splitter pattern). */
const splitter = { role: 'separator', tabIndex: 0 } as const;

const sign = (): 1 | -1 => (document.documentElement.dir === 'rtl' ? -1 : 1);

/** The edge between list and thread: drawn with the pointer, or moved with the arrow keys. */
export function ListResizer(): ReactNode {
  const { t } = useLingui();
  const { listWidth, setListWidth } = useLayout();
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const handle = event.currentTarget;
    const start = event.clientX;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) =>
      setListWidth(listWidth + (moved.clientX - start) * sign());
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const nudge = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    setListWidth(listWidth + (event.key === 'ArrowRight' ? STEP : -STEP) * sign());
  };
  const handlers = {
    onPointerDown: drag,
    onKeyDown: nudge,
    onDoubleClick: () => setListWidth(LIST_WIDTH.usual),
  };
  return (
    <div
      {...splitter}
      aria-orientation="vertical"
      aria-label={t`Width of the list`}
      aria-valuemin={LIST_WIDTH.least}
      aria-valuemax={LIST_WIDTH.most}
      aria-valuenow={listWidth}
      className={styles.resizer}
      {...handlers}
    />
  );
}
