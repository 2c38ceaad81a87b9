import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { TextField } from '../ui/index.js';

/** The least length the console lets through; the server judges the strength. */
export const LEAST_LENGTH = 10;

export interface NewPassword {
  readonly value: string;
  readonly isReady: boolean;
  readonly fields: ReactNode;
}

/** Two fields for a new password, and whether they may be sent. */
export function useNewPassword(): NewPassword {
  const { t } = useLingui();
  const [value, setValue] = useState('');
  const [again, setAgain] = useState('');
  const differs = again !== '' && again !== value;
  const shared = {
    type: 'password',
    direction: 'ltr',
    autoComplete: 'new-password',
    isRequired: true,
  } as const;
  const fields = (
    <>
      <TextField
        {...shared}
        label={t`New password`}
        description={t`${plural(LEAST_LENGTH, { one: 'At least # character.', other: 'At least # characters.' })} A few words that only you would put together are best.`}
        minLength={LEAST_LENGTH}
        value={value}
        onChange={setValue}
      />
      <TextField
        {...shared}
        label={t`New password, again`}
        isInvalid={differs}
        errorMessage={t`The two are not the same.`}
        value={again}
        onChange={setAgain}
      />
    </>
  );
  return { value, isReady: value.length >= LEAST_LENGTH && again === value, fields };
}
