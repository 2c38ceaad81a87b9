import { Trans, useLingui } from '@lingui/react/macro';
import type { VersionedSetting, WorkSettings } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Card, NumberField, Page } from '../../ui/index.js';
import { Loaded } from '../shared/loaded.js';
import { CapacityFields } from '../shared/capacity.fields.js';
import type { Draft } from '../shared/draft.js';
import { useSetting } from '../shared/queries.js';
import { VersionedEditor } from '../shared/versioned.editor.js';
import { useVersionedForm } from '../shared/versioned.js';
import { InterruptionCard } from './interruption.card.js';

export interface PartProps {
  readonly draft: Draft<WorkSettings>;
}

/** How much work is given to people at once, and what may come while they are busy with something else. */
export function WorkPage(): ReactNode {
  const setting = useSetting('work');
  return (
    <Page
      title={<Trans>Workload</Trans>}
      intro={<Trans>How much comes to one person at once, and what may come meanwhile.</Trans>}
      width="narrow"
    >
      <Loaded query={setting}>{(value) => <Editor setting={value} />}</Loaded>
    </Page>
  );
}

function Editor({ setting }: { readonly setting: VersionedSetting<WorkSettings> }): ReactNode {
  const form = useVersionedForm('work', setting);
  return (
    <VersionedEditor form={form} saved={setting.value}>
      <Capacity draft={form.draft} />
      <InterruptionCard draft={form.draft} />
      <Quiet draft={form.draft} />
      <HandBack draft={form.draft} />
      <Pauses draft={form.draft} />
    </VersionedEditor>
  );
}

function Capacity({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  return (
    <Card
      title={t`At once`}
      intro={t`So much a person holds before routing passes them by. The staff page can say otherwise for one of them.`}
    >
      <CapacityFields value={draft.value.capacity} onChange={(capacity) => draft.change({ capacity })} />
    </Card>
  );
}

function Quiet({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { quietMinutes } = draft.value;
  return (
    <Card title={t`Quiet conversations`}>
      <NumberField
        label={t`An answered conversation takes no room after`}
        description={t`Once nothing has been written for so long. It stays with the same person.`}
        unit={t`minutes`}
        minValue={5}
        maxValue={10_080}
        value={quietMinutes}
        onChange={(minutes) => draft.change({ quietMinutes: Number.isNaN(minutes) ? quietMinutes : minutes })}
      />
    </Card>
  );
}

function HandBack({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { handBackMinutes } = draft.value;
  return (
    <Card title={t`When somebody goes offline`}>
      <NumberField
        label={t`What they have not answered goes back to its queue after`}
        description={t`At once when they leave themselves; after so long when only the line was lost. It keeps its place. 0: it stays with them.`}
        unit={t`minutes`}
        minValue={0}
        maxValue={1_440}
        value={handBackMinutes}
        onChange={(minutes) => draft.change({ handBackMinutes: Number.isNaN(minutes) ? 0 : minutes })}
      />
    </Card>
  );
}

function Pauses({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { wrapUpMinutes, autoAwayMinutes } = draft.value;
  return (
    <Card title={t`Pauses`}>
      <NumberField
        label={t`Wrap-up lasts`}
        description={t`Begins when a call ends or a conversation is closed, and by hand; nothing new comes meanwhile. 0: there is none.`}
        unit={t`minutes`}
        minValue={0}
        maxValue={120}
        value={wrapUpMinutes}
        onChange={(minutes) => draft.change({ wrapUpMinutes: Number.isNaN(minutes) ? 0 : minutes })}
      />
      <NumberField
        label={t`Away without any action for`}
        description={t`Who does nothing in the console for so long is away until their next action. Calls count as action. 0: never.`}
        unit={t`minutes`}
        minValue={0}
        maxValue={480}
        value={autoAwayMinutes}
        onChange={(minutes) => draft.change({ autoAwayMinutes: Number.isNaN(minutes) ? 0 : minutes })}
      />
    </Card>
  );
}
