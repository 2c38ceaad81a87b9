import { Trans, useLingui } from '@lingui/react/macro';
import type { FormSettings, VersionedSetting } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Card, FormLayout, Page, TextField } from '../../ui/index.js';
import { Loaded } from '../shared/loaded.js';
import type { Draft } from '../shared/draft.js';
import { useSetting } from '../shared/queries.js';
import { VersionedEditor } from '../shared/versioned.editor.js';
import { useVersionedForm } from '../shared/versioned.js';
import { FormEditor } from './form.editor.js';
import { isComplete, withEntry } from './forms.rules.js';

/** The forms of the portal and of interviews: their words, what must be answered, and the order of questions. */
export function FormsPage(): ReactNode {
  const setting = useSetting('forms');
  return (
    <Page
      title={<Trans>Forms</Trans>}
      intro={
        <Trans>
          What the portal and interviews at the desk ask. A form of the portal is open to people while a
          channel of its kind is switched on.
        </Trans>
      }
      width="narrow"
    >
      <Loaded query={setting}>{(value) => <Editor setting={value} />}</Loaded>
    </Page>
  );
}

function Editor({ setting }: { readonly setting: VersionedSetting<FormSettings> }): ReactNode {
  const form = useVersionedForm('forms', setting);
  const { draft } = form;
  const { forms, interviews } = draft.value;
  return (
    <VersionedEditor form={form} saved={setting.value} canSave={isComplete(draft.value)}>
      <Help draft={draft} />
      {forms.map((one, at) => (
        <FormEditor
          key={one.name}
          form={one}
          onChange={(next) => draft.change({ forms: withEntry(forms, at, next) })}
        />
      ))}
      {interviews.map((one, at) => (
        <FormEditor
          key={one.name}
          form={one}
          onChange={(next) => draft.change({ interviews: withEntry(interviews, at, next) })}
        />
      ))}
    </VersionedEditor>
  );
}

function Help({ draft }: { readonly draft: Draft<FormSettings> }): ReactNode {
  const { t } = useLingui();
  const { help } = draft.value;
  return (
    <Card
      title={t`Help on every page`}
      intro={t`For people who get stuck. In international form, such as +966112345678.`}
    >
      <FormLayout columns>
        <TextField
          label={t`Phone`}
          direction="ltr"
          normaliseDigits
          maxLength={16}
          value={help.phone}
          onChange={(phone) => draft.change({ help: { ...help, phone } })}
        />
        <TextField
          label={t`WhatsApp`}
          direction="ltr"
          normaliseDigits
          maxLength={16}
          value={help.whatsapp}
          onChange={(whatsapp) => draft.change({ help: { ...help, whatsapp } })}
        />
      </FormLayout>
    </Card>
  );
}
