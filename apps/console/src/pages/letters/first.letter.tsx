import { Trans, useLingui } from '@lingui/react/macro';
import type { BeginLetter, BegunLetter, LetterDesk } from '@sila/contracts';
import { POST_CODE } from '@sila/domain';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';

import { api, keys } from '../../api/index.js';
import { uuid } from '../../inbox/composer/uuid.js';
import { FormLayout, Select, TextArea, TextField } from '../../ui/index.js';
import { type Draft, useDraft } from '../shared/draft.js';
import { FormDialog } from '../shared/form.dialog.js';
import { useSave } from '../shared/mutations.js';
import { type Addressee, AddresseeFields } from './addressee.fields.js';

export interface FirstLetter {
  readonly accountId: string;
  readonly to: Addressee;
  readonly line: string;
  readonly district: string;
  readonly city: string;
  readonly postCode: string;
  readonly subject: string;
  readonly text: string;
}

interface FirstLetterFormProps {
  readonly desk: LetterDesk;
  readonly onClose: () => void;
}

/** Writes first, by post: to somebody known or new, with the address that the letter goes to. */
export function FirstLetterForm({ desk, onClose }: FirstLetterFormProps): ReactNode {
  const { t } = useLingui();
  const draft = useDraft<FirstLetter>(blank(desk.accounts[0]?.id ?? ''));
  const saving = useBegin(onClose);
  const { accountId } = draft.value;
  return (
    <FormDialog
      title={<Trans>Write a letter</Trans>}
      submitLabel={<Trans>Send to print</Trans>}
      size="l"
      dirty={draft.dirty && !saving.isSuccess}
      isPending={saving.isPending}
      error={saving.error}
      canSubmit={isWhole(draft.value)}
      onSubmit={() => isWhole(draft.value) && saving.mutate(draft.value)}
      onClose={onClose}
    >
      <FormLayout>
        {desk.accounts.length > 1 && (
          <Select
            label={t`From`}
            value={accountId}
            onChange={(next) => draft.change({ accountId: next })}
            options={desk.accounts.map(({ id, label }) => ({ id, label }))}
          />
        )}
        <AddresseeFields value={draft.value.to} onChange={(to) => draft.change({ to })} />
        <AddressFields draft={draft} />
        <WordsFields draft={draft} />
      </FormLayout>
    </FormDialog>
  );
}

function AddressFields({ draft }: { readonly draft: Draft<FirstLetter> }): ReactNode {
  const { t } = useLingui();
  const { line, district, city, postCode } = draft.value;
  return (
    <>
      <TextField
        label={t`Building and street, or post-office box`}
        isRequired
        maxLength={120}
        value={line}
        onChange={(next) => draft.change({ line: next })}
      />
      <TextField
        label={t`District`}
        maxLength={120}
        value={district}
        onChange={(next) => draft.change({ district: next })}
      />
      <TextField
        label={t`City`}
        isRequired
        maxLength={120}
        value={city}
        onChange={(next) => draft.change({ city: next })}
      />
      <TextField
        label={t`Post code`}
        description={t`Five digits`}
        isRequired
        isInvalid={postCode.length >= 5 && !POST_CODE.test(postCode)}
        errorMessage={t`A post code has five digits and does not begin with 0.`}
        direction="ltr"
        inputMode="numeric"
        normaliseDigits
        value={postCode}
        onChange={(next) => draft.change({ postCode: next.trim() })}
      />
    </>
  );
}

function WordsFields({ draft }: { readonly draft: Draft<FirstLetter> }): ReactNode {
  const { t } = useLingui();
  const { subject, text } = draft.value;
  return (
    <>
      <TextField
        label={t`Subject`}
        maxLength={300}
        value={subject}
        onChange={(next) => draft.change({ subject: next })}
      />
      <TextArea
        label={t`Text of the letter`}
        isRequired
        rows={8}
        value={text}
        onChange={(next) => draft.change({ text: next })}
      />
    </>
  );
}

/** One id for one letter, however often it is sent. */
function useBegin(onClose: () => void) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const [clientId] = useState(uuid);
  return useSave(
    (letter: FirstLetter) => api.post<BegunLetter>('/letters', { ...bodyOf(letter), clientId }),
    {
      stale: [keys.letters, keys.conversations, keys.lists],
      tellFailure: false,
      done: () => t`The letter waits to be printed`,
      onSuccess: ({ conversationId }) => {
        onClose();
        void navigate({ to: '/inbox/{-$id}', params: { id: conversationId }, search: { view: 'mine' } });
      },
    },
  );
}

function blank(accountId: string): FirstLetter {
  const to = { kind: 'new', name: '' } as const;
  return { accountId, to, line: '', district: '', city: '', postCode: '', subject: '', text: '' };
}

function isWhole({ to, line, city, postCode, text }: FirstLetter): boolean {
  const isNamed = to.kind === 'known' ? to.contactId !== null : to.name.trim().length >= 2;
  const isAddressed = line.trim().length >= 3 && city.trim().length >= 2 && POST_CODE.test(postCode);
  return isNamed && isAddressed && text.trim() !== '';
}

function bodyOf({
  accountId,
  to,
  subject,
  text,
  line,
  district,
  city,
  postCode,
}: FirstLetter): Omit<BeginLetter, 'clientId'> {
  return {
    accountId,
    to: to.kind === 'known' ? { contactId: to.contactId ?? '' } : { name: to.name.trim() },
    address: { line, district, city, postCode },
    ...(subject.trim() && { subject }),
    text,
  };
}
