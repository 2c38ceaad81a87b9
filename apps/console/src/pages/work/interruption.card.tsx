import { useLingui } from '@lingui/react/macro';
import { type Interruptions, MEDIA, type Medium } from '@sila/domain';
import type { ReactNode } from 'react';
import { Card, CheckboxGroup } from '../../ui/index.js';
import { useMediumWords } from '../shared/words.js';
import type { PartProps } from './work.page.js';

/** For each kind of work, what may come to somebody who is busy with it. */
export function InterruptionCard({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const words = useMediumWords();
  const { interruptions } = draft.value;
  const during: Record<Medium, string> = {
    call: t`During a call may come`,
    chat: t`During chats may come`,
    mail: t`During mails, letters and forms may come`,
    interview: t`During an interview may come`,
  };
  const change = (busy: Medium, coming: readonly string[]): void =>
    draft.change({ interruptions: { ...interruptions, [busy]: rowOf(coming) } });
  return (
    <Card
      title={t`What may come meanwhile`}
      intro={t`What is not ticked waits until nothing of the kind is held.`}
    >
      {MEDIA.map((busy) => (
        <CheckboxGroup
          key={busy}
          label={during[busy]}
          value={MEDIA.filter((medium) => interruptions[busy][medium])}
          onChange={(coming) => change(busy, coming)}
          options={MEDIA.map((medium) => ({ id: medium, label: words[medium] }))}
        />
      ))}
    </Card>
  );
}

function rowOf(coming: readonly string[]): Interruptions[Medium] {
  return {
    call: coming.includes('call'),
    chat: coming.includes('chat'),
    mail: coming.includes('mail'),
    interview: coming.includes('interview'),
  };
}
