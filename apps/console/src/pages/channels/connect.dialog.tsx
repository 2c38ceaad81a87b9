import { Trans, useLingui } from '@lingui/react/macro';
import type { ChannelAccountView } from '@sila/contracts';
import type { ReactNode } from 'react';
import { Button, Dialog } from '../../ui/index.js';
import { CopyField } from '../shared/copy.field.js';
import { CheckAccount } from './check.account.js';
import styles from './channels.module.css';

interface ConnectDialogProps {
  readonly account: ChannelAccountView;
  readonly onClose: () => void;
}

/** What the other side needs to know: the webhook's address or the tag of the website. */
export function ConnectDialog({ account, onClose }: ConnectDialogProps): ReactNode {
  const name = account.label;
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={<Trans>The other side of {name}</Trans>}
      actions={
        <Button variant="primary" onPress={onClose}>
          <Trans>Done</Trans>
        </Button>
      }
    >
      {account.webhookUrl && <WebhookStep url={account.webhookUrl} />}
      {account.embed && <EmbedStep tag={account.embed} />}
      {account.page && <PageStep url={account.page} />}
      {!account.webhookUrl && !account.embed && !account.page && (
        <p>
          <Trans>Nothing is to be entered elsewhere: Sila fetches the messages itself.</Trans>
        </p>
      )}
      <CheckAccount account={account} />
    </Dialog>
  );
}

function WebhookStep({ url }: { readonly url: string }): ReactNode {
  const { t } = useLingui();
  return (
    <section className={styles.step}>
      <p>
        <Trans>
          Enter this address at the provider as the address for incoming messages (webhook, POST).
        </Trans>
      </p>
      <CopyField label={t`Webhook address`} value={url} />
    </section>
  );
}

function PageStep({ url }: { readonly url: string }): ReactNode {
  const { t } = useLingui();
  return (
    <section className={styles.step}>
      <p>
        <Trans>Give this address to people, on the website or in a message. It opens the form at once.</Trans>
      </p>
      <CopyField label={t`Address of the form`} value={url} />
    </section>
  );
}

function EmbedStep({ tag }: { readonly tag: string }): ReactNode {
  const { t } = useLingui();
  return (
    <section className={styles.step}>
      <p>
        <Trans>
          Paste this tag into the pages of your website, before the end of the body. The chat appears at once,
          in the language of the page.
        </Trans>
      </p>
      <CopyField
        label={t`Tag`}
        value={tag}
        description={t`It works only on the websites you allowed in the settings.`}
      />
    </section>
  );
}
