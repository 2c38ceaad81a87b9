import { Trans, useLingui } from '@lingui/react/macro';
import type { ConversationItem } from '@sila/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowRightLeft, ChevronsUp, EllipsisVertical, Undo2, UserRoundPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys, useMe } from '../../api/index.js';
import { AssignDialog } from '../../inbox/actions/assign.dialog.js';
import { useRefusalWords } from '../../inbox/actions/refusal.words.js';
import { TransferDialog } from '../../inbox/actions/transfer.dialog.js';
import { may } from '../../shell/access.js';
import {
  Chip,
  IconButton,
  Menu,
  MenuItem,
  MenuTrigger,
  toast,
  useNow,
  useSnippetWords,
  useWaitWords,
} from '../../ui/index.js';
import styles from './behind.module.css';

/** One conversation behind a number: who waits, how long, and what can be done with it without opening it. */
export function BehindRow({ item }: { readonly item: ConversationItem }): ReactNode {
  const { t } = useLingui();
  const words = useSnippetWords();
  const wait = useWaitWords()(item, useNow(30_000));
  return (
    <li className={styles.row}>
      <div className={styles.text}>
        <Link to="/inbox/{-$id}" params={{ id: item.id }} search={{ view: 'all' }} className={styles.name}>
          <bdi>{item.contact.name}</bdi>
        </Link>
        <p className={styles.snippet} dir="auto">
          {words(item) || item.subject}
        </p>
        <span className={styles.chips}>
          {wait && (
            <Chip icon={wait.icon} tone={wait.tone}>
              {wait.text}
            </Chip>
          )}
          {item.priority > 0 && (
            <Chip tone="warn" icon={ChevronsUp}>
              {t`goes before others`}
            </Chip>
          )}
          {item.assignee && (
            <Chip>
              <bdi>{item.assignee.name}</bdi>
            </Chip>
          )}
        </span>
      </div>
      <Acts item={item} />
    </li>
  );
}

function Acts({ item }: { readonly item: ConversationItem }): ReactNode {
  const { t } = useLingui();
  const [dialog, setDialog] = useState<'assign' | 'transfer' | null>(null);
  const setPriority = usePriority(item);
  const maySteer = may(useMe(), 'queue.steer');
  const close = () => setDialog(null);
  const name = item.contact.name;
  return (
    <>
      <MenuTrigger>
        <IconButton icon={EllipsisVertical} label={t`What to do with ${name}`} />
        <Menu aria-label={t`What to do with ${name}`}>
          {maySteer && item.priority === 0 && (
            <MenuItem icon={ChevronsUp} onAction={() => setPriority(1)}>
              <Trans>Let it go before others</Trans>
            </MenuItem>
          )}
          {maySteer && item.priority > 0 && (
            <MenuItem icon={Undo2} onAction={() => setPriority(0)}>
              <Trans>Let it wait with the others</Trans>
            </MenuItem>
          )}
          <MenuItem icon={UserRoundPlus} onAction={() => setDialog('assign')}>
            <Trans>Assign to a person…</Trans>
          </MenuItem>
          <MenuItem icon={ArrowRightLeft} onAction={() => setDialog('transfer')}>
            <Trans>Transfer to a queue…</Trans>
          </MenuItem>
        </Menu>
      </MenuTrigger>
      {dialog === 'assign' && <AssignDialog detail={item} onClose={close} />}
      {dialog === 'transfer' && <TransferDialog detail={item} onClose={close} />}
    </>
  );
}

/** Changes how soon it is its turn; the note about it takes it back. */
function usePriority(item: ConversationItem): (priority: number) => void {
  const { t } = useLingui();
  const client = useQueryClient();
  const words = useRefusalWords();
  const set = async (priority: number): Promise<void> => {
    await api.put(`/conversations/${item.id}/priority`, { priority, version: item.version });
    await Promise.all([keys.allBehind, keys.lists].map((queryKey) => client.invalidateQueries({ queryKey })));
  };
  const tellRefusal = (error: unknown) => void toast.show({ text: words(error), tone: 'danger' });
  return (priority) => {
    const undo = { label: t`Undo`, run: () => void set(item.priority).catch(tellRefusal) };
    const text =
      priority > item.priority ? t`It goes before others now.` : t`It waits with the others again.`;
    set(priority).then(() => toast.show({ text, tone: 'ok', action: undo }), tellRefusal);
  };
}
