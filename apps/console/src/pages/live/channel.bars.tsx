import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { cx, Icon, useFormat } from '../../ui/index.js';
import { channelIcon } from '../../ui/channel.icon.js';
import styles from './live.module.css';
import { barPercent, type ShownQueue } from './live.rules.js';

type Channel = ShownQueue['byChannel'][number];

/** Arrivals and answers of the last hour by channel, as bars with their numbers. Bars grow along the reading direction. */
export function ChannelBars({ queue }: { readonly queue: ShownQueue }): ReactNode {
  const { t } = useLingui();
  const most = Math.max(...queue.byChannel.flatMap(({ arrivals, answers }) => [arrivals, answers]), 1);
  return (
    <div className={styles.block}>
      <div className={styles.blockHead}>
        <h3 className={styles.small}>
          <Trans>Last hour, by channel</Trans>
        </h3>
        <span className={styles.legend}>
          <span className={cx(styles.key, styles.arrivals)} aria-hidden />
          {t`came`}
          <span className={cx(styles.key, styles.answers)} aria-hidden />
          {t`answers`}
        </span>
      </div>
      {queue.byChannel.length === 0 ? (
        <p className={styles.nothing}>
          <Trans>Nothing has come by any channel.</Trans>
        </p>
      ) : (
        <ul className={styles.channels}>
          {queue.byChannel.map((channel) => (
            <ChannelRow key={`${channel.channel} ${channel.label}`} channel={channel} most={most} />
          ))}
        </ul>
      )}
    </div>
  );
}

function ChannelRow({ channel, most }: { readonly channel: Channel; readonly most: number }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const waiting = format.number(channel.waiting);
  return (
    <li className={styles.channel}>
      <span className={styles.channelName}>
        <Icon of={channelIcon(channel.icon)} size={16} />
        <bdi>{channel.label}</bdi>
        {channel.waiting > 0 && <span className={styles.waits}>{t`${waiting} waiting`}</span>}
      </span>
      <span className={styles.bars}>
        <Bar value={channel.arrivals} most={most} kind="arrivals" label={t`came`} />
        <Bar value={channel.answers} most={most} kind="answers" label={t`answers`} />
      </span>
    </li>
  );
}

interface BarProps {
  readonly value: number;
  readonly most: number;
  readonly kind: 'arrivals' | 'answers';
  readonly label: string;
}

function Bar({ value, most, kind, label }: BarProps): ReactNode {
  const format = useFormat();
  return (
    <span className={styles.bar}>
      <span className="hidden-text">{label}</span>
      <span className={styles.barTrack}>
        <span
          aria-hidden
          className={cx(styles.barFill, styles[kind])}
          style={{ inlineSize: `${barPercent(value, most)}%` }}
        />
      </span>
      <span className={styles.barValue}>{format.number(value)}</span>
    </span>
  );
}
