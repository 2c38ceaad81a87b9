import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { PersonCard } from '@sila/contracts';
import { Banner, Button, Dialog, RadioGroup, Skeleton, useErrorWords } from '../../ui/index.js';
import { closePeopleDialog } from './people.dialogs.store.js';
import { useDecide, usePerson } from './people.query.js';
import { PersonColumn } from './person.line.js';
import { PersonSearch } from './person.search.js';
import { ReasonForm } from './reason.form.js';
import styles from './people.module.css';

interface MergeDialogProps {
  readonly personId: string;
  /** Whom to compare with from the start; null to search for them. */
  readonly firstOther: string | null;
}

/** Makes the person and another one: found first, then both side by side. */
export function MergeDialog({ personId, firstOther }: MergeDialogProps): ReactNode {
  const [otherId, setOther] = useState(firstOther);
  const [mine, other] = [usePerson(personId), usePerson(otherId)];
  const words = useErrorWords();
  const error = mine.error ?? other.error;
  if (otherId && mine.data && other.data && !error)
    return <Comparison mine={mine.data} other={other.data} onBack={() => setOther(null)} />;
  return (
    <Dialog
      isOpen
      onOpenChange={closePeopleDialog}
      title={<Trans>Merge with another person</Trans>}
      isDismissable={false}
    >
      {error && (
        <Banner tone="danger" role="alert">
          {words(error)}
        </Banner>
      )}
      {otherId && !error ? <Skeleton lines={4} /> : <PersonSearch exceptId={personId} onChoose={setOther} />}
    </Dialog>
  );
}

interface ComparisonProps {
  readonly mine: PersonCard;
  readonly other: PersonCard;
  readonly onBack: () => void;
}

function Comparison({ mine, other, onBack }: ComparisonProps): ReactNode {
  const { t } = useLingui();
  const { decide, isPending } = useDecide();
  const [stays, setStays] = useState(mine.id);
  const [from, into] = stays === mine.id ? [other, mine] : [mine, other];
  const [gone, kept] = [from.name, into.name];
  const submit = (reason: string) =>
    decide(
      { path: `/contacts/${from.id}/merge`, body: { intoId: into.id, reason } },
      t`${gone} and ${kept} are one person now.`,
      true,
    );
  return (
    <ReasonForm
      title={<Trans>Is this one person?</Trans>}
      consequences={useConsequences()}
      verb={<Trans>Merge</Trans>}
      isPending={isPending}
      onSubmit={submit}
    >
      <div className={styles.pair}>
        <PersonColumn person={mine} />
        <PersonColumn person={other} />
      </div>
      <div>
        <Button size="s" variant="quiet" onPress={onBack}>
          <Trans>Choose another person</Trans>
        </Button>
      </div>
      <RadioGroup
        label={t`Which name stays?`}
        value={stays}
        onChange={setStays}
        options={[mine, other].map(({ id, name }) => ({ id, label: <bdi>{name}</bdi> }))}
      />
    </ReasonForm>
  );
}

function useConsequences(): readonly ReactNode[] {
  return [
    <Trans key="name">
      The name that stays stands over all their conversations, for everybody who sees one.
    </Trans>,
    <Trans key="stream">
      New messages of either may go on in the other's open conversation, and whoever reads that one reads
      them.
    </Trans>,
    <Trans key="rights">
      Nobody sees more conversations or addresses than before, and no message changes.
    </Trans>,
    <Trans key="undo">You can take it apart again. What is written until then stays where it stands.</Trans>,
  ];
}
