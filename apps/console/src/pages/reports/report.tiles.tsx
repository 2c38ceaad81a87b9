import { useLingui } from '@lingui/react/macro';
import type { ReportView } from '@sila/contracts';
import { REPORT_KINDS } from '@sila/domain';
import type { ReactNode } from 'react';
import { useFormat } from '../../ui/index.js';
import type { OpenBehind } from './report.body.js';
import { useKindWords } from './report.names.js';
import styles from './reports.module.css';
import { Tile } from './tile.js';

interface ReportTilesProps {
  readonly view: ReportView;
  readonly onBehind: OpenBehind;
}

/** The figures themselves. */
export function ReportTiles({ view, onBehind }: ReportTilesProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const kinds = useKindWords();
  return (
    <section aria-label={t`Figures`} className={styles.tiles}>
      <Tile
        value={format.number(view.total)}
        caption={t`conversations`}
        onPress={() => onBehind({}, t`All conversations`)}
      />
      {REPORT_KINDS.map((kind) => (
        <Tile
          key={kind}
          value={format.number(view.kinds[kind])}
          caption={kinds[kind]}
          onPress={() => onBehind({ kind }, kinds[kind])}
        />
      ))}
      <Times view={view} />
      <Kept view={view} onBehind={onBehind} />
      <Tile
        value={format.number(view.reopened)}
        caption={t`opened again`}
        onPress={() => onBehind({ reopened: true }, t`Opened again`)}
      />
      <Tile
        value={format.number(view.moved)}
        caption={t`went to another queue`}
        onPress={() => onBehind({ moved: true }, t`Went to another queue`)}
      />
    </section>
  );
}

/** How long the one in the middle took; a mean would speak of the few that lay for days. */
function Times({ view: { waits, resolutions } }: Pick<ReportTilesProps, 'view'>): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const length = (seconds: number | null) => (seconds === null ? '—' : format.waiting(0, seconds * 1_000));
  const ninth = length(waits.ninth);
  return (
    <>
      <Tile
        value={length(waits.median)}
        caption={t`wait for the first answer, in the middle`}
        note={t`nine in ten: ${ninth}`}
      />
      <Tile value={length(resolutions.median)} caption={t`until closed, in the middle`} />
    </>
  );
}

function Kept({ view, onBehind }: ReportTilesProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const judged = view.kept + view.broken;
  const [kept, all] = [format.number(view.kept), format.number(judged)];
  const percent = format.number(Math.round((view.kept / Math.max(judged, 1)) * 100));
  return (
    <Tile
      value={judged === 0 ? '—' : t`${percent}%`}
      caption={t`answered as promised`}
      note={t`${kept} of ${all}`}
      onPress={() => onBehind({ kept: false }, t`Answered later than promised`)}
    />
  );
}
