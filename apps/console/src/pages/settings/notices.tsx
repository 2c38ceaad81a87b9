import { useLingui } from '@lingui/react/macro';
import type { AssociationSettings } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Card, FormLayout, TextArea } from '../../ui/index.js';
import type { PartProps } from './settings.page.js';
import styles from './settings.module.css';

type NoticeName = keyof AssociationSettings['notices'];

/** What Sila writes to people by itself, in both languages; the person's language decides which is sent. */
export function Notices({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const names: Record<NoticeName, string> = {
    closed: t`When a conversation is closed`,
    referred: t`When it is referred to social research`,
    transferred: t`When it is handed to another department`,
    outOfHours: t`When somebody writes outside working hours`,
    appointment: t`Before an appointment; ${'{when}'} becomes day and hour`,
  };
  return (
    <Card title={t`Automatic messages`} intro={t`Short, kind and clear: the person reads them on a phone.`}>
      {(Object.keys(names) as NoticeName[]).map((name) => (
        <Notice key={name} draft={draft} name={name} title={names[name]} />
      ))}
    </Card>
  );
}

interface NoticeProps extends PartProps {
  readonly name: NoticeName;
  readonly title: string;
}

function Notice({ draft, name, title }: NoticeProps): ReactNode {
  const { t } = useLingui();
  const { notices } = draft.value;
  const change = (patch: Partial<AssociationSettings['notices'][NoticeName]>) =>
    draft.change({ notices: { ...notices, [name]: { ...notices[name], ...patch } } });
  return (
    <fieldset className={styles.notice}>
      <legend className={styles.dayName}>{title}</legend>
      <FormLayout columns>
        <TextArea
          label={t`In Arabic`}
          isRequired
          maxLength={1000}
          value={notices[name].ar}
          onChange={(ar) => change({ ar })}
        />
        <TextArea
          label={t`In English`}
          isRequired
          maxLength={1000}
          value={notices[name].en}
          onChange={(en) => change({ en })}
        />
      </FormLayout>
    </fieldset>
  );
}
