import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { IdentityView } from '@sila/contracts';
import { Button, RadioGroup, Skeleton } from '../../ui/index.js';
import { Identity } from '../panel/identity.row.js';
import panel from '../panel/panel.module.css';
import { useDecide, usePerson } from './people.query.js';
import { PersonColumn } from './person.line.js';
import { PersonSearch } from './person.search.js';
import { ReasonForm } from './reason.form.js';

interface MoveDialogProps {
  readonly personId: string;
  readonly identity: IdentityView;
}

/** Gives an address to whom it belongs: somebody known, or a new person. */
export function MoveDialog({ personId, identity }: MoveDialogProps): ReactNode {
  const { t } = useLingui();
  const { decide, isPending } = useDecide();
  const [who, setWho] = useState<'new' | 'known'>('new');
  const [knownId, setKnown] = useState<string | null>(null);
  const submit = (reason: string) =>
    decide(
      {
        path: `/identities/${identity.id}/move`,
        body: { contactId: who === 'new' ? null : knownId, reason },
      },
      t`The address belongs to somebody else now.`,
      true,
    );
  return (
    <ReasonForm
      title={<Trans>This address belongs to somebody else</Trans>}
      consequences={useConsequences()}
      verb={<Trans>Give it away</Trans>}
      isReady={who === 'new' || knownId !== null}
      isPending={isPending}
      onSubmit={submit}
    >
      <ul className={panel.identities}>
        <Identity identity={identity} />
      </ul>
      <RadioGroup
        label={t`To whom?`}
        value={who}
        onChange={setWho}
        options={[
          { id: 'new', label: t`A new person`, description: t`Nothing is known of them yet` },
          { id: 'known', label: t`A person we know`, description: t`You search for them` },
        ]}
      />
      {who === 'known' && <Known exceptId={personId} id={knownId} onChoose={setKnown} />}
    </ReasonForm>
  );
}

interface KnownProps {
  readonly exceptId: string;
  readonly id: string | null;
  readonly onChoose: (id: string | null) => void;
}

function Known({ exceptId, id, onChoose }: KnownProps): ReactNode {
  const { data } = usePerson(id);
  if (!id) return <PersonSearch exceptId={exceptId} onChoose={onChoose} />;
  return (
    <>
      {data ? <PersonColumn person={data} /> : <Skeleton lines={3} />}
      <div>
        <Button size="s" variant="quiet" onPress={() => onChoose(null)}>
          <Trans>Choose another person</Trans>
        </Button>
      </div>
    </>
  );
}

function useConsequences(): readonly ReactNode[] {
  return [
    <Trans key="new">
      What comes from this address goes to that person, who sees nothing of what was before.
    </Trans>,
    <Trans key="same">The same number or mailbox on other channels goes with it.</Trans>,
    <Trans key="past">Messages until now stay where they stand. You can give the address back.</Trans>,
  ];
}
