import { Trans, useLingui } from '@lingui/react/macro';
import type { RoutingSettings, VersionedSetting } from '@sila/contracts';
import { Plus, Route } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useQueues } from '../../api/index.js';
import { Button, Card, EmptyState, ErrorView, Page, Select, Skeleton } from '../../ui/index.js';
import { useSetting } from '../shared/queries.js';
import { VersionedEditor } from '../shared/versioned.editor.js';
import { useVersionedForm, type VersionedForm } from '../shared/versioned.js';
import { useLocalName } from '../shared/words.js';
import { RuleForm } from './rule.form.js';
import { RuleList } from './rule.list.js';
import { put } from '../shared/ordered.js';
import { newRule, type Rule } from './order.rules.js';
import { TryIt } from './try.it.js';

/** The ordered rules that decide into which queue a new conversation goes. */
export function RoutingPage(): ReactNode {
  const setting = useSetting('routing');
  const queues = useQueues();
  return (
    <Page
      title={<Trans>Routing</Trans>}
      intro={<Trans>Rules are tried from top to bottom; the first that fits decides the queue.</Trans>}
      width="narrow"
    >
      {setting.isPending || queues.isPending ? (
        <Skeleton lines={4} height={72} />
      ) : setting.isError ? (
        <ErrorView error={setting.error} onRetry={setting.refetch} />
      ) : queues.isError ? (
        <ErrorView error={queues.error} onRetry={queues.refetch} />
      ) : (
        <Editor setting={setting.data} />
      )}
    </Page>
  );
}

function Editor({ setting }: { readonly setting: VersionedSetting<RoutingSettings> }): ReactNode {
  const form = useVersionedForm('routing', setting);
  return (
    <VersionedEditor form={form} saved={setting.value}>
      <Rules form={form} />
      <DefaultQueue form={form} />
      <TryIt settings={form.draft.value} />
    </VersionedEditor>
  );
}

interface FormProps {
  readonly form: VersionedForm<RoutingSettings>;
}

function Rules({ form: { draft } }: FormProps): ReactNode {
  const { t } = useLingui();
  const [editing, setEditing] = useState<Rule | null>(null);
  const { rules, defaultQueueId } = draft.value;
  const change = (next: readonly Rule[]) => draft.change({ rules: [...next] });
  const add = (
    <Button icon={Plus} onPress={() => setEditing(newRule(defaultQueueId))}>
      {t`Add a rule`}
    </Button>
  );
  return (
    <Card title={t`Rules`} actions={add}>
      {rules.length === 0 ? (
        <EmptyState icon={Route} title={t`There is no rule yet`}>
          <Trans>Every new conversation goes into the default queue.</Trans>
        </EmptyState>
      ) : (
        <RuleList rules={rules} onChange={change} onEdit={setEditing} />
      )}
      {editing && (
        <RuleForm
          rule={editing}
          onDone={(rule) => (change(put(rules, rule)), setEditing(null))}
          onClose={() => setEditing(null)}
        />
      )}
    </Card>
  );
}

function DefaultQueue({ form: { draft } }: FormProps): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  return (
    <Card title={t`When no rule fits`}>
      <Select
        label={t`Default queue`}
        value={draft.value.defaultQueueId}
        onChange={(defaultQueueId) => draft.change({ defaultQueueId })}
        options={queues.map((queue) => ({ id: queue.id, label: nameOf(queue) }))}
      />
    </Card>
  );
}
