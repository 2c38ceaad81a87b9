import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { changePassword, keys } from '../../api/index.js';
import { useNewPassword } from '../../sign-in/new-password.js';
import { Banner, Button, FormLayout, TextField, useErrorWords } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import styles from './me.module.css';

/** Changes one's own password; empty again after it has worked. */
export function PasswordForm(): ReactNode {
  const [round, setRound] = useState(0);
  return <Fields key={round} onDone={() => setRound(round + 1)} />;
}

function Fields({ onDone }: { readonly onDone: () => void }): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  const [current, setCurrent] = useState('');
  const password = useNewPassword();
  const saving = useSave(changePassword, {
    stale: [keys.me],
    tellFailure: false,
    done: () => t`Your password is changed`,
    onSuccess: onDone,
  });
  const submit = () => password.isReady && saving.mutate({ current, next: password.value });
  return (
    <Form className={styles.form ?? ''} onSubmit={(event) => (event.preventDefault(), submit())}>
      {saving.error && (
        <Banner tone="danger" role="alert">
          {words(saving.error)}
        </Banner>
      )}
      <FormLayout>
        <TextField
          label={t`Present password`}
          type="password"
          direction="ltr"
          autoComplete="current-password"
          isRequired
          value={current}
          onChange={setCurrent}
        />
        {password.fields}
      </FormLayout>
      <Button type="submit" variant="primary" isPending={saving.isPending}>
        <Trans>Change the password</Trans>
      </Button>
    </Form>
  );
}
