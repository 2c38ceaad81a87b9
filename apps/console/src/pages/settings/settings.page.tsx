import { Trans, useLingui } from '@lingui/react/macro';
import type { AssociationSettings, VersionedSetting } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Card, ComboBox, FormLayout, NumberField, Page, TextField } from '../../ui/index.js';
import { Loaded } from '../shared/loaded.js';
import type { Draft } from '../shared/draft.js';
import { useSetting } from '../shared/queries.js';
import { VersionedEditor } from '../shared/versioned.editor.js';
import { useVersionedForm } from '../shared/versioned.js';
import { Holidays } from './holidays.js';
import { hoursAreGood } from './hours.rules.js';
import { Notices } from './notices.js';
import { Topics } from './topics.js';
import { RamadanHours, WorkingHours } from './working.hours.js';
import { YearlyHolidays } from './yearly.holidays.js';

export interface PartProps {
  readonly draft: Draft<AssociationSettings>;
}

/** The association itself: names, hours, and the words Sila writes to people by itself. */
export function SettingsPage(): ReactNode {
  const setting = useSetting('association');
  return (
    <Page
      title={<Trans>Association</Trans>}
      intro={<Trans>Names, working hours, and what people are told automatically.</Trans>}
      width="narrow"
    >
      <Loaded query={setting}>{(value) => <Editor setting={value} />}</Loaded>
    </Page>
  );
}

function Editor({ setting }: { readonly setting: VersionedSetting<AssociationSettings> }): ReactNode {
  const form = useVersionedForm('association', setting);
  const { draft } = form;
  return (
    <VersionedEditor form={form} saved={setting.value} canSave={isComplete(draft.value)}>
      <Names draft={draft} />
      <WorkingHours draft={draft} />
      <RamadanHours draft={draft} />
      <YearlyHolidays draft={draft} />
      <Holidays draft={draft} />
      <Topics draft={draft} />
      <Reopening draft={draft} />
      <Notices draft={draft} />
    </VersionedEditor>
  );
}

function isComplete({ nameAr, nameEn, hours, notices, topics }: AssociationSettings): boolean {
  const texts = [
    nameAr,
    nameEn,
    ...Object.values(notices).flatMap(({ ar, en }) => [ar, en]),
    ...topics.flatMap((topic) => [topic.nameAr, topic.nameEn]),
  ];
  return (
    texts.every((text) => text.trim() !== '') && hoursAreGood(hours.open) && hoursAreGood(hours.ramadan ?? [])
  );
}

function Names({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  const { value, change } = draft;
  const zones = Intl.supportedValuesOf('timeZone').map((id) => ({ id, label: id.replaceAll('_', ' ') }));
  return (
    <Card title={t`Name and time zone`}>
      <FormLayout columns>
        <TextField
          label={t`Name in Arabic`}
          isRequired
          maxLength={120}
          value={value.nameAr}
          onChange={(nameAr) => change({ nameAr })}
        />
        <TextField
          label={t`Name in English`}
          isRequired
          maxLength={120}
          value={value.nameEn}
          onChange={(nameEn) => change({ nameEn })}
        />
        <ComboBox
          label={t`Time zone`}
          description={t`Hours and times in the console follow it.`}
          value={value.hours.timeZone}
          onChange={(timeZone) => timeZone && change({ hours: { ...value.hours, timeZone } })}
          options={zones}
        />
      </FormLayout>
    </Card>
  );
}

function Reopening({ draft }: PartProps): ReactNode {
  const { t } = useLingui();
  return (
    <Card title={t`After closing`}>
      <NumberField
        label={t`A new message opens the same conversation again within`}
        description={t`Later it begins a new conversation.`}
        unit={t`hours`}
        minValue={0}
        maxValue={720}
        value={draft.value.reopenHours}
        onChange={(hours) => draft.change({ reopenHours: Number.isNaN(hours) ? 0 : hours })}
      />
    </Card>
  );
}
