import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LogIn } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Form } from 'react-aria-components';
import { signIn } from '../api/index.js';
import { focusFirstField } from '../shell/first.focus.js';
import { Banner, Button, TextField, useErrorWords } from '../ui/index.js';
import { enter } from './enter.js';
import { PublicPage } from './public.page.js';
import styles from './sign-in.module.css';

/** Where the staff sign in; leads back to the screen that was asked for. */
export function SignInPage(): ReactNode {
  const words = useErrorWords();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const entering = useSignIn();
  const submit = () => entering.mutate({ email: email.trim(), password });
  return (
    <PublicPage
      title={<Trans>Sign in</Trans>}
      intro={<Trans>With the account that your association gave you.</Trans>}
    >
      <Form
        ref={focusFirstField}
        className={styles.form ?? ''}
        onSubmit={(event) => (event.preventDefault(), submit())}
      >
        {entering.error && (
          <Banner tone="danger" role="alert">
            {words(entering.error)}
          </Banner>
        )}
        <EmailField value={email} onChange={setEmail} />
        <PasswordField value={password} onChange={setPassword} />
        <Button type="submit" variant="primary" icon={LogIn} isPending={entering.isPending}>
          <Trans>Sign in</Trans>
        </Button>
      </Form>
    </PublicPage>
  );
}

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function EmailField(props: FieldProps): ReactNode {
  const { t } = useLingui();
  const fixed = { name: 'email', type: 'email', direction: 'ltr', autoComplete: 'username' } as const;
  return <TextField {...props} {...fixed} label={t`E-mail`} isRequired />;
}

function PasswordField(props: FieldProps): ReactNode {
  const { t } = useLingui();
  const fixed = {
    name: 'password',
    type: 'password',
    direction: 'ltr',
    autoComplete: 'current-password',
  } as const;
  return <TextField {...props} {...fixed} label={t`Password`} isRequired />;
}

function useSignIn() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const { to } = useSearch({ from: '/sign-in' });
  return useMutation({
    mutationFn: signIn,
    onSuccess: async (me) => {
      await enter(client, me);
      await navigate({ href: to ?? '/' });
    },
  });
}
