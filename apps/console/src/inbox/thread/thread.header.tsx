import { Trans, useLingui } from '@lingui/react/macro';
import { ArrowLeft, Archive, Ellipsis, Hand, PanelLeft, RotateCcw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import { useMe } from '../../api/index.js';
import { viewersOf, useLive } from '../../realtime/live.store.js';
import { useKeyLabel } from '../../shell/command.registry.js';
import { Avatar, Button, HiddenText, IconButton, Ltr, MenuTrigger } from '../../ui/index.js';
import { openDialog } from '../actions/dialogs.store.js';
import { useActions } from '../actions/use.actions.js';
import { channelIcon } from '../../ui/channel.icon.js';
import { CallButton } from './call.button.js';
import { VisitorTyping } from './collision.banner.js';
import { MoreMenu } from './more.menu.js';
import { WaitChip } from './wait.chip.js';
import styles from './thread.module.css';

interface HeaderProps {
  readonly detail: ConversationDetail;
  readonly onBack: () => void;
  readonly onTogglePanel: () => void;
}

/** Who it is, through what, whose it is; and what can be done with it. */
export function ThreadHeader({ detail, onBack, onTogglePanel }: HeaderProps): ReactNode {
  const { t } = useLingui();
  return (
    <header className={styles.header}>
      <span className={styles.back}>
        <IconButton label={t`Back to the list`} icon={ArrowLeft} onPress={onBack} />
      </span>
      <span className={styles.avatar}>
        <Avatar name={detail.contact.name} badge={channelIcon(detail.channel.icon)} />
      </span>
      <div className={styles.who}>
        <h2 id="thread-title" className={styles.title}>
          <bdi>{detail.contact.name}</bdi>
        </h2>
        <Subtitle detail={detail} />
      </div>
      <Viewers id={detail.id} />
      <WaitChip waitingSince={detail.waitingSince} answerDue={detail.answerDue} />
      <CallButton detail={detail} />
      <HeaderActions detail={detail} />
      <IconButton
        label={t`Details of the person`}
        icon={PanelLeft}
        shortcut={useKeyLabel('panel')}
        onPress={onTogglePanel}
      />
    </header>
  );
}

function Subtitle({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const { assignee, channel, number } = detail;
  const holder = assignee?.id === me.id ? t`yours` : assignee?.name;
  return (
    <p className={styles.subtitle}>
      <Ltr>#{number}</Ltr>
      {' · '}
      <bdi>{holder ?? t`unassigned`}</bdi>
      {' · '}
      <bdi>{channel.label}</bdi>
      <VisitorTyping detail={detail} />
    </p>
  );
}

function Viewers({ id }: { readonly id: string }): ReactNode {
  const viewers = useLive(viewersOf(id));
  return (
    <span className={styles.viewers}>
      {viewers.slice(0, 3).map((viewer) => (
        <span key={viewer.id} title={viewer.name}>
          <Avatar name={viewer.name} size="s" />
          <HiddenText>{viewer.name}</HiddenText>
        </span>
      ))}
    </span>
  );
}

function HeaderActions({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const me = useMe();
  const { claim, reopen, isPending } = useActions(detail);
  const mayClaim = detail.may.includes('claim') && detail.assignee === null && detail.status === 'open';
  const mayClose = detail.may.includes('close') && detail.status === 'open';
  return (
    <span className={styles.actions}>
      {mayClaim && (
        <Button variant="primary" icon={Hand} isPending={isPending} onPress={claim}>
          <Trans>Take it</Trans>
        </Button>
      )}
      {mayClose && (
        <Button
          variant={detail.assignee?.id === me.id ? 'primary' : 'secondary'}
          icon={Archive}
          onPress={() => openDialog('close')}
        >
          <Trans>Close</Trans>
        </Button>
      )}
      {detail.status === 'closed' && detail.may.includes('reopen') && (
        <Button icon={RotateCcw} isPending={isPending} onPress={reopen}>
          <Trans>Reopen</Trans>
        </Button>
      )}
      {detail.may.includes('assign') && detail.status === 'open' && (
        <MenuTrigger>
          <IconButton label={t`More actions`} icon={Ellipsis} variant="outlined" />
          <MoreMenu />
        </MenuTrigger>
      )}
    </span>
  );
}
