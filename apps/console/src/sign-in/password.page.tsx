import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { changePassword, meQuery } from '../api/index.js';
import { focusFirstField } from '../shell/first.focus.js';
import { Banner, Button, TextField, useErrorWords } from '../ui/index.js';
import { comeOnline } from './enter.js';
import { useNewPassword } from './new-password.js';
import { PublicPage } from './public.page.js';
import styles from './sign-in.module.css';

/** Where a one-time password must be changed before anything else. */
export function PasswordPage(): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  const [current, setCurrent] = useState('');
  const password = useNewPassword();
  const changing = useChange();
  const submit = () => password.isReady && changing.mutate({ current, next: password.value });
  return (
    <PublicPage
      title={<Trans>Choose a new password</Trans>}
      intro={<Trans>The one you came with was for the first time only.</Trans>}
    >
      <Form
        ref={focusFirstField}
        className={styles.form ?? ''}
        onSubmit={(event) => (event.preventDefault(), submit())}
      >
        {changing.error && (
          <Banner tone="danger" role="alert">
            {words(changing.error)}
          </Banner>
        )}
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
        <Button type="submit" variant="primary" isPending={changing.isPending}>
          <Trans>Save and go on</Trans>
        </Button>
      </Form>
    </PublicPage>
  );
}

function useChange() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      const me = await client.fetchQuery({ ...meQuery, staleTime: 0 });
      if (me) await comeOnline(client, me);
      await navigate({ to: '/' });
    },
  });
}
