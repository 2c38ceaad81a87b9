import { Trans, useLingui } from '@lingui/react/macro';
import type { LetterDetail } from '@sila/contracts';
import { DOUBTFUL_BELOW, latinDigits } from '@sila/domain';
import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { cx, IconButton, useFormat } from '../../ui/index.js';
import { pageUrl } from './letters.queries.js';
import styles from './letters.module.css';

const ZOOMS = [1, 1.5, 2, 3] as const;

/** The scan, page by page; words that the reader was not sure of and all numbers are marked on it. */
export function ScanView({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const [page, setPage] = useState(0);
  const [zoom, setZoom] = useState(0);
  const shown = letter.pages[page];
  if (!shown) return null;
  const url = pageUrl(letter.id, page + 1);
  const inlineSize = `${(ZOOMS[zoom] ?? 1) * 100}%`;
  return (
    <section className={styles.scanView} aria-label={t`Scan`}>
      <div className={styles.scanBar}>
        <Pages page={page} count={letter.pages.length} onChange={setPage} />
        <span className={styles.gap} />
        <Zoom zoom={zoom} onChange={setZoom} />
      </div>
      <div className={styles.sheetFrame}>
        <a href={url} target="_blank" rel="noreferrer" className={styles.sheet} style={{ inlineSize }}>
          <img
            src={url}
            width={shown.width}
            height={shown.height}
            alt={t`Page ${format.number(page + 1)} of the letter`}
          />
          <Marks page={shown} />
        </a>
      </div>
      <p className={styles.legend}>
        <span className={cx(styles.key, styles.doubtful)} /> <Trans>not read surely</Trans>
        <span className={cx(styles.key, styles.number)} /> <Trans>number: compare every digit</Trans>
      </p>
    </section>
  );
}

interface PagesProps {
  readonly page: number;
  readonly count: number;
  readonly onChange: (page: number) => void;
}

function Pages({ page, count, onChange }: PagesProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const turn = (by: number) => () => onChange(page + by);
  return (
    <>
      <IconButton
        label={t`Previous page`}
        icon={ChevronLeft}
        size="s"
        isDisabled={page === 0}
        onPress={turn(-1)}
      />
      <span aria-live="polite">
        <Trans>
          Page {format.number(page + 1)} of {format.number(count)}
        </Trans>
      </span>
      <IconButton
        label={t`Next page`}
        icon={ChevronRight}
        size="s"
        isDisabled={page === count - 1}
        onPress={turn(1)}
      />
    </>
  );
}

interface ZoomProps {
  readonly zoom: number;
  readonly onChange: (zoom: number) => void;
}

function Zoom({ zoom, onChange }: ZoomProps): ReactNode {
  const { t } = useLingui();
  const most = ZOOMS.length - 1;
  return (
    <>
      <IconButton
        label={t`Smaller`}
        icon={ZoomOut}
        size="s"
        isDisabled={zoom === 0}
        onPress={() => onChange(zoom - 1)}
      />
      <IconButton
        label={t`Larger`}
        icon={ZoomIn}
        size="s"
        isDisabled={zoom === most}
        onPress={() => onChange(zoom + 1)}
      />
    </>
  );
}

/** Places on paper do not mirror: they are measured from the left in every language. */
function Marks({ page }: { readonly page: LetterDetail['pages'][number] }): ReactNode {
  return (
    <svg className={styles.marks} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden>
      {page.lines.flat().map(({ text, confidence, box }) => {
        if (!box) return null;
        const [x, y, right, bottom] = box;
        const isNumber = /\d/.test(latinDigits(text));
        if (!isNumber && confidence >= DOUBTFUL_BELOW) return null;
        return (
          <rect
            key={`${x} ${y} ${right}`}
            x={x}
            y={y}
            width={right - x}
            height={bottom - y}
            className={isNumber ? styles.number : styles.doubtful}
          />
        );
      })}
    </svg>
  );
}
