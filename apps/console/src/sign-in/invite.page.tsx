import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import type { Me } from '@sila/contracts';
import { acceptInvite } from '../api/index.js';
import { Banner, Button, TextField, useErrorWords } from '../ui/index.js';
import { enter } from './enter.js';
import { useNewPassword } from './new-password.js';
import { PublicPage } from './public.page.js';
import styles from './sign-in.module.css';

/** What a one-time link opens: the person chooses a password and is signed in. */
export function InvitePage(): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  const { token } = useParams({ from: '/invite/$token' });
  const [name, setName] = useState('');
  const password = useNewPassword();
  const accepting = useAccept();
  const submit = () =>
    password.isReady &&
    accepting.mutate({ token, password: password.value, ...(name.trim() && { name: name.trim() }) });
  return (
    <PublicPage
      title={<Trans>Welcome to Sila</Trans>}
      intro={<Trans>Choose a password for your account. The link works once.</Trans>}
    >
      <Form className={styles.form ?? ''} onSubmit={(event) => (event.preventDefault(), submit())}>
        {accepting.error && (
          <Banner tone="danger" role="alert">
            {words(accepting.error)}
          </Banner>
        )}
        <TextField
          label={t`Your name, as colleagues and beneficiaries see it`}
          description={t`Leave it empty to keep the name the administrator entered.`}
          autoComplete="name"
          value={name}
          onChange={setName}
        />
        {password.fields}
        <Button type="submit" variant="primary" isPending={accepting.isPending}>
          <Trans>Save and begin</Trans>
        </Button>
      </Form>
    </PublicPage>
  );
}

function useAccept() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: acceptInvite,
    onSuccess: async (me: Me | undefined) => {
      await enter(client, me);
      await navigate({ to: '/' });
    },
  });
}
