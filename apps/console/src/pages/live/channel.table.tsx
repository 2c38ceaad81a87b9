import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { useFormat } from '../../ui/index.js';
import styles from './live.module.css';
import type { ShownQueue } from './live.rules.js';

/** The figures of the bars as a table. */
export function ChannelTable({ queue }: { readonly queue: ShownQueue }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <table className={styles.table}>
      <caption className={styles.small}>
        <Trans>By channel; came and answers in the last hour</Trans>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t`Channel`}</th>
          <th scope="col">{t`waiting`}</th>
          <th scope="col">{t`came`}</th>
          <th scope="col">{t`answers`}</th>
        </tr>
      </thead>
      <tbody>
        {queue.byChannel.map((channel) => (
          <tr key={`${channel.channel} ${channel.label}`}>
            <th scope="row">
              <bdi>{channel.label}</bdi>
            </th>
            <td>{format.number(channel.waiting)}</td>
            <td>{format.number(channel.arrivals)}</td>
            <td>{format.number(channel.answers)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
