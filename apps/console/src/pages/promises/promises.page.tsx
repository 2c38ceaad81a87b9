import { Trans, useLingui } from '@lingui/react/macro';
import type { PromiseSettings, VersionedSetting } from '@sila/contracts';
import { AlarmClock, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, Card, EmptyState, Page } from '../../ui/index.js';
import { Loaded } from '../shared/loaded.js';
import type { Draft } from '../shared/draft.js';
import { put } from '../shared/ordered.js';
import { useSetting } from '../shared/queries.js';
import { VersionedEditor } from '../shared/versioned.editor.js';
import { useVersionedForm } from '../shared/versioned.js';
import { PromiseForm } from './promise.form.js';
import { PromiseList } from './promise.list.js';

/** One promise as the settings hold it. */
export type PromiseOf = PromiseSettings['rules'][number];

/** How soon people are promised an answer, and what happens when a promise is broken. */
export function PromisesPage(): ReactNode {
  const setting = useSetting('promises');
  return (
    <Page
      title={<Trans>Promises</Trans>}
      intro={
        <Trans>
          How soon people are answered, counted in working hours. The first promise that fits a conversation
          holds.
        </Trans>
      }
      width="narrow"
    >
      <Loaded query={setting}>{(value) => <Editor setting={value} />}</Loaded>
    </Page>
  );
}

function Editor({ setting }: { readonly setting: VersionedSetting<PromiseSettings> }): ReactNode {
  const form = useVersionedForm('promises', setting);
  return (
    <VersionedEditor form={form} saved={setting.value}>
      <Promises draft={form.draft} />
    </VersionedEditor>
  );
}

function Promises({ draft }: { readonly draft: Draft<PromiseSettings> }): ReactNode {
  const { t } = useLingui();
  const [editing, setEditing] = useState<PromiseOf | null>(null);
  const { rules } = draft.value;
  const change = (next: readonly PromiseOf[]): void => draft.change({ rules: [...next] });
  const add = (
    <Button icon={Plus} onPress={() => setEditing(newPromise())}>
      {t`Add a promise`}
    </Button>
  );
  return (
    <Card title={t`Promises`} actions={add}>
      {rules.length === 0 ? (
        <EmptyState icon={AlarmClock} title={t`Nothing is promised yet`}>
          <Trans>
            Without a promise no conversation counts as late. One for everybody is a good beginning.
          </Trans>
        </EmptyState>
      ) : (
        <PromiseList rules={rules} onChange={change} onEdit={setEditing} />
      )}
      {editing && (
        <PromiseForm
          promise={editing}
          onDone={(promise) => (change(put(rules, promise)), setEditing(null))}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}

function newPromise(): PromiseOf {
  return {
    id: crypto.randomUUID(),
    name: '',
    when: {},
    firstMinutes: 60,
    nextMinutes: 240,
    warnAtPercent: 75,
    raiseBy: 0,
    moveTo: null,
  };
}
