import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { cx, useFormat } from '../../ui/index.js';
import styles from './live.module.css';
import { barPercent, type Quarter, quartersOf, type ShownQueue } from './live.rules.js';
import own from './quarter.module.css';

const KINDS = ['arrivals', 'answers', 'abandoned'] as const;

interface QuarterBarsProps {
  readonly queue: ShownQueue;
  readonly asTable: boolean;
}

/** What came, was answered and was given up in each quarter hour, oldest first; as bars or as their table. */
export function QuarterBars({ queue, asTable }: QuarterBarsProps): ReactNode {
  const { t } = useLingui();
  const quarters = quartersOf(queue);
  const words = { arrivals: t`came`, answers: t`answers`, abandoned: t`left unanswered` };
  return (
    <div className={styles.block}>
      <div className={styles.blockHead}>
        <h3 className={styles.small}>
          <Trans>By quarter hour</Trans>
        </h3>
        <span className={styles.legend}>
          {KINDS.map((kind) => (
            <span key={kind} className={own.legendPart}>
              <span className={cx(styles.key, styles[kind])} aria-hidden />
              {words[kind]}
            </span>
          ))}
        </span>
      </div>
      {asTable ? (
        <QuarterTable quarters={quarters} words={words} />
      ) : (
        <Bars quarters={quarters} words={words} />
      )}
    </div>
  );
}

interface PartProps {
  readonly quarters: readonly Quarter[];
  readonly words: Readonly<Record<(typeof KINDS)[number], string>>;
}

function Bars({ quarters, words }: PartProps): ReactNode {
  const format = useFormat();
  const most = Math.max(...quarters.flatMap((quarter) => KINDS.map((kind) => quarter[kind])), 1);
  return (
    <ol className={own.quarters}>
      {quarters.map((quarter) => {
        const text = KINDS.map((kind) => `${words[kind]} ${format.number(quarter[kind])}`).join(' · ');
        const label = `${format.time(quarter.at)}: ${text}`;
        return (
          <li key={quarter.at} className={own.quarter} title={label}>
            <span className="hidden-text">{label}</span>
            <span aria-hidden className={own.columns}>
              {KINDS.map((kind) => (
                <span
                  key={kind}
                  className={cx(own.column, styles[kind])}
                  style={{ blockSize: `${barPercent(quarter[kind], most)}%` }}
                />
              ))}
            </span>
            <span aria-hidden className={own.time}>
              {new Date(quarter.at).getMinutes() === 0 && format.time(quarter.at)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

function QuarterTable({ quarters, words }: PartProps): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">{t`From`}</th>
          {KINDS.map((kind) => (
            <th key={kind} scope="col">
              {words[kind]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quarters.map((quarter) => (
          <tr key={quarter.at}>
            <th scope="row">{format.time(quarter.at)}</th>
            {KINDS.map((kind) => (
              <td key={kind}>{format.number(quarter[kind])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
