import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelAccountView, ChannelKind } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { ChevronDown } from 'lucide-react';
import { api, keys, useQueues } from '../../api/index.js';
import { useUi } from '../../shell/ui.store.js';
import { FormLayout, Icon, Select, TextField } from '../../ui/index.js';
import { type Draft, useDraft } from '../shared/draft.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';
import { useLocalName } from '../shared/words.js';
import styles from './channels.module.css';
import { fieldsOf, labelAt, type SettingField, settingsToSend, startValues } from './schema.rules.js';
import { SettingsFields } from './settings.fields.js';

interface Values {
  readonly label: string;
  readonly queueId: string | null;
  readonly webhookUrl: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface AccountFormProps {
  readonly kind: ChannelKind;
  /** Null for a new one. */
  readonly account: ChannelAccountView | null;
  readonly onClose: () => void;
  readonly onCreated: (account: ChannelAccountView) => void;
}

/** The settings of one account, drawn from its channel's schema. */
export function AccountForm({ kind, account, onClose, onCreated }: AccountFormProps): ReactNode {
  const { language } = useUi();
  const fields = fieldsOf(kind.settings, language);
  const draft = useDraft<Values>(valuesOf(account, fields));
  const saving = useSaveAccount(kind, account, fields, onClose, onCreated);
  const name = language === 'ar' ? kind.labelAr : kind.labelEn;
  return (
    <FormDialog
      size="l"
      title={account ? <Trans>Settings of {account.label}</Trans> : <Trans>Connect: {name}</Trans>}
      submitLabel={account ? <Trans>Save</Trans> : <Trans>Connect</Trans>}
      dirty={draft.dirty && !saving.isSuccess}
      isPending={saving.isPending}
      error={saving.error}
      nameOf={(path) => labelAt(fields, path)}
      onSubmit={() => saving.mutate(draft.value)}
      onClose={onClose}
    >
      <CommonFields draft={draft} />
      <Fields
        fields={fields.filter((field) => !field.advanced)}
        draft={draft}
        secretsSet={account?.secretsSet ?? []}
      />
      <More
        fields={fields.filter((field) => field.advanced)}
        draft={draft}
        secretsSet={account?.secretsSet ?? []}
        hasWebhook={Boolean(account?.webhookUrl)}
      />
    </FormDialog>
  );
}

function valuesOf(account: ChannelAccountView | null, fields: readonly SettingField[]): Values {
  const start = startValues(fields);
  if (!account) return { label: '', queueId: null, webhookUrl: '', settings: start };
  return {
    label: account.label,
    queueId: account.queueId,
    webhookUrl: account.webhookUrl ?? '',
    settings: { ...start, ...account.settings },
  };
}

function useSaveAccount(
  kind: ChannelKind,
  account: ChannelAccountView | null,
  fields: readonly SettingField[],
  onClose: () => void,
  onCreated: (account: ChannelAccountView) => void,
) {
  const { t } = useLingui();
  return useSave<Values, ChannelAccountView>(
    ({ label, queueId, webhookUrl, settings }) => {
      const moved = webhookUrl !== (account?.webhookUrl ?? '');
      const body = {
        label,
        queueId,
        settings: settingsToSend(fields, settings),
        ...(moved && { webhookUrl: webhookUrl || null }),
      };
      return account
        ? api.patch(`/channel-accounts/${account.id}`, body)
        : api.post('/channel-accounts', { ...body, channel: kind.name });
    },
    {
      stale: [keys.channels],
      tellFailure: false,
      done: (_, { label }) => (account ? t`Saved: ${label}` : t`${label} is connected`),
      onSuccess: (answer) => (account ? onClose() : onCreated(answer)),
    },
  );
}

const NO_QUEUE = 'by-rules';

function CommonFields({ draft }: { readonly draft: Draft<Values> }): ReactNode {
  const { t } = useLingui();
  const nameOf = useLocalName();
  const queues = (useQueues().data ?? []).filter((queue) => !queue.archived);
  const { value, change } = draft;
  return (
    <FormLayout columns>
      <TextField
        label={t`Name in the console`}
        description={t`What colleagues see, for example "WhatsApp – relations".`}
        isRequired
        maxLength={80}
        value={value.label}
        onChange={(label) => change({ label })}
      />
      <Select
        label={t`Queue`}
        description={t`Where conversations go when no rule says otherwise.`}
        value={value.queueId ?? NO_QUEUE}
        onChange={(id) => change({ queueId: id === NO_QUEUE ? null : id })}
        options={[
          { id: NO_QUEUE, label: t`The default queue` },
          ...queues.map((queue) => ({ id: queue.id, label: nameOf(queue) })),
        ]}
      />
    </FormLayout>
  );
}

interface FieldsProps {
  readonly fields: readonly SettingField[];
  readonly draft: Draft<Values>;
  readonly secretsSet: readonly string[];
}

function Fields({ fields, draft, secretsSet }: FieldsProps): ReactNode {
  return (
    <SettingsFields
      fields={fields}
      values={draft.value.settings}
      secretsSet={secretsSet}
      onChange={(settings) => draft.change({ settings })}
    />
  );
}

function More({ hasWebhook, ...rest }: FieldsProps & { readonly hasWebhook: boolean }): ReactNode {
  const { t } = useLingui();
  if (rest.fields.length === 0 && !hasWebhook) return null;
  const { value, change } = rest.draft;
  return (
    <Disclosure className={styles.more ?? ''}>
      <Heading level={3}>
        <AriaButton slot="trigger" className={styles.moreTrigger ?? ''}>
          <Icon of={ChevronDown} size={16} />
          {t`More settings`}
        </AriaButton>
      </Heading>
      <DisclosurePanel className={styles.morePanel ?? ''}>
        <Fields {...rest} />
        {hasWebhook && (
          <TextField
            label={t`Public webhook address`}
            description={t`Only when a proxy gives it another address than the one Sila knows. Empty: the usual one.`}
            type="url"
            direction="ltr"
            value={value.webhookUrl}
            onChange={(webhookUrl) => change({ webhookUrl })}
          />
        )}
      </DisclosurePanel>
    </Disclosure>
  );
}
