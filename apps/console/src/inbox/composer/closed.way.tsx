import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ReplyOption } from '@sila/contracts';
import { Banner, Button } from '../../ui/index.js';
import { channelIcon } from '../../ui/channel.icon.js';
import { takesTemplate, useBlockedWords, wayKey } from './reply.way.js';
import styles from './composer.module.css';

interface ClosedWayProps {
  readonly option: ReplyOption;
  /** The ways on which the person can be written to now. */
  readonly open: readonly ReplyOption[];
  readonly onChoose: (way: string) => void;
}

/** Why nothing can be written this way now, and what can be done instead. */
export function ClosedWay({ option, open, onChoose }: ClosedWayProps): ReactNode {
  const { t } = useLingui();
  const blocked = useBlockedWords();
  const { label } = option.channel;
  // A window may have ended since the server was asked.
  const reason = option.blockedBy ?? 'window-closed';
  return (
    <div className={styles.closedWay}>
      <Banner tone="warn">
        <bdi>{label}</bdi>: {blocked(reason)}.{' '}
        {takesTemplate(option) && <Trans>Only an approved template can be sent now.</Trans>}
      </Banner>
      {open.length > 0 && (
        <fieldset className={styles.ways} aria-label={t`Other ways to answer`}>
          <span>
            <Trans>Open now:</Trans>
          </span>
          {open.map((way) => (
            <Button
              key={wayKey(way)}
              icon={channelIcon(way.channel.icon)}
              onPress={() => onChoose(wayKey(way))}
            >
              <bdi>{way.channel.label}</bdi>
            </Button>
          ))}
        </fieldset>
      )}
      {open.length === 0 && !takesTemplate(option) && (
        <p>
          <Trans>No other way to this person is open. They can be answered once they write again.</Trans>
        </p>
      )}
    </div>
  );
}
