import { Trans, useLingui } from '@lingui/react/macro';
import type { Invite, StaffView } from '@sila/contracts';
import { MEDIA } from '@sila/domain';
import type { ReactNode } from 'react';
import { useQueues } from '../../api/index.js';
import {
  Avatar,
  Cell,
  Chip,
  Column,
  Ltr,
  Row,
  Table,
  TableBody,
  TableHeader,
  useFormat,
} from '../../ui/index.js';
import { Presence } from '../shared/presence.js';
import styles from '../shared/shared.module.css';
import { useLocalName, useMediumWords, useRoleWords } from '../shared/words.js';
import { StaffMenu } from './staff.menu.js';

interface StaffTableProps {
  readonly staff: readonly StaffView[];
  readonly onEdit: (person: StaffView) => void;
  readonly onInvite: (invite: Invite) => void;
}

/** Everybody in rows; pressing a row opens it. Nothing here measures a person. */
export function StaffTable({ staff, onEdit, onInvite }: StaffTableProps): ReactNode {
  const { t } = useLingui();
  const roles = useRoleWords();
  const actions = t`Actions`;
  const capacityOf = useCapacityWords();
  return (
    <Table aria-label={t`Staff`}>
      <TableHeader>
        <Column isRowHeader>{t`Name`}</Column>
        <Column>{t`Role`}</Column>
        <Column>{t`Queues`}</Column>
        <Column>{t`Capacity`}</Column>
        <Column>{t`State`}</Column>
        <Column>{<span className="hidden-text">{actions}</span>}</Column>
      </TableHeader>
      <TableBody items={staff} dependencies={[roles, capacityOf]}>
        {(person) => (
          <Row id={person.id} onAction={() => onEdit(person)}>
            <Cell textValue={person.name}>
              <Who person={person} />
            </Cell>
            <Cell label={t`Role`}>{roles[person.role].label}</Cell>
            <Cell label={t`Queues`} textValue=" ">
              <QueueChips ids={person.queueIds} />
            </Cell>
            <Cell label={t`Capacity`}>{capacityOf(person)}</Cell>
            <Cell label={t`State`} textValue=" ">
              <State person={person} />
            </Cell>
            <Cell isActions textValue={actions}>
              <div className={styles.actions}>
                <StaffMenu person={person} onEdit={onEdit} onInvite={onInvite} />
              </div>
            </Cell>
          </Row>
        )}
      </TableBody>
    </Table>
  );
}

/** What is theirs alone; most have what the workload page says. */
function useCapacityWords(): (person: StaffView) => string {
  const { t } = useLingui();
  const format = useFormat();
  const words = useMediumWords();
  return ({ capacity }) => {
    if (capacity === null) return t`as usual`;
    const some = MEDIA.filter((medium) => capacity[medium] > 0);
    if (some.length === 0) return t`is given nothing`;
    return format.list(some.map((medium) => `${words[medium]} ${format.number(capacity[medium])}`));
  };
}

function Who({ person }: { readonly person: StaffView }): ReactNode {
  return (
    <div className={styles.person}>
      <Avatar name={person.name} />
      <div className={styles.personText}>
        <span className={styles.strong}>
          <bdi>{person.name}</bdi>
        </span>
        <span className={styles.quiet}>
          <Ltr>{person.email}</Ltr>
        </span>
      </div>
    </div>
  );
}

function QueueChips({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const queues = useQueues().data ?? [];
  const nameOf = useLocalName();
  const mine = queues.filter((queue) => ids.includes(queue.id));
  if (mine.length === 0) return <span className={styles.quiet}>—</span>;
  return (
    <span className={styles.chips}>
      {mine.map((queue) => (
        <Chip key={queue.id}>{nameOf(queue)}</Chip>
      ))}
    </span>
  );
}

function State({ person }: { readonly person: StaffView }): ReactNode {
  if (person.disabled) {
    return (
      <Chip tone="danger">
        <Trans>Disabled</Trans>
      </Chip>
    );
  }
  if (person.invited) {
    return (
      <Chip tone="warn">
        <Trans>Has not signed in yet</Trans>
      </Chip>
    );
  }
  return <Presence state={person.presence} />;
}
