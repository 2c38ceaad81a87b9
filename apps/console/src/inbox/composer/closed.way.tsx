import { Trans, useLingui } from '@lingui/react/macro';
import { Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationDetail, ReplyOption } from '@sila/contracts';
import { Banner, Button } from '../../ui/index.js';
import { channelIcon } from '../../ui/channel.icon.js';
import { useCallFrom } from '../thread/call.button.js';
import { takesTemplate, useBlockedWords, wayKey } from './reply.way.js';
import styles from './composer.module.css';

interface ClosedWayProps {
  readonly detail: ConversationDetail;
  readonly option: ReplyOption;
  /** The ways on which the person can be written to now. */
  readonly open: readonly ReplyOption[];
  readonly onChoose: (way: string) => void;
}

/** Why nothing can be written this way now, and what can be done instead. */
export function ClosedWay({ detail, option, open, onChoose }: ClosedWayProps): ReactNode {
  const blocked = useBlockedWords();
  const { options, whyNot } = useCallFrom(detail);
  const canCall = options.some((line) => whyNot(line) === null);
  // A window may have ended since the server was asked.
  const reason = option.blockedBy ?? 'window-closed';
  return (
    <div className={styles.closedWay}>
      <Banner tone="warn">
        <bdi>{option.channel.label}</bdi>: {blocked(reason)}.{' '}
        {takesTemplate(option) && <Trans>Only an approved template can be sent now.</Trans>}
      </Banner>
      {(open.length > 0 || canCall) && <OtherWays detail={detail} open={open} onChoose={onChoose} />}
      {open.length === 0 && !canCall && !takesTemplate(option) && (
        <p>
          <Trans>No other way to this person is open. They can be answered once they write again.</Trans>
        </p>
      )}
    </div>
  );
}

function OtherWays({ detail, open, onChoose }: Omit<ClosedWayProps, 'option'>): ReactNode {
  const { t } = useLingui();
  const { options, whyNot, call, isPending } = useCallFrom(detail);
  return (
    <fieldset className={styles.ways} aria-label={t`Other ways to answer`}>
      <span>
        <Trans>Open now:</Trans>
      </span>
      {open.map((way) => (
        <Button key={wayKey(way)} icon={channelIcon(way.channel.icon)} onPress={() => onChoose(wayKey(way))}>
          <bdi>{way.channel.label}</bdi>
        </Button>
      ))}
      {options
        .filter((line) => whyNot(line) === null)
        .map((line) => (
          <Button key={line.channel.accountId} icon={Phone} isPending={isPending} onPress={() => call(line)}>
            {t`Call the person`}
          </Button>
        ))}
    </fieldset>
  );
}
