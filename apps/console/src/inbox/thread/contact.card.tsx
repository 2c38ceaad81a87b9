import { useLingui } from '@lingui/react/macro';
import { Check, ContactRound, Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Icon, IconButton, Ltr } from '../../ui/index.js';
import styles from './kinds.module.css';

interface SharedContact {
  readonly name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
}

/** A person's card that somebody sent: its numbers and addresses are there to be copied. */
export function ContactCard({ contact }: { readonly contact: SharedContact }): ReactNode {
  return (
    <div className={styles.card}>
      <Icon of={ContactRound} size={20} />
      <div className={styles.cardText}>
        <strong>
          <bdi>{contact.name}</bdi>
        </strong>
        {[...contact.phones, ...contact.emails].map((value) => (
          <Copyable key={value} value={value} />
        ))}
      </div>
    </div>
  );
}

const SHOWN_MS = 2_000;

function Copyable({ value }: { readonly value: string }): ReactNode {
  const { t } = useLingui();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
    setTimeout(() => setCopied(false), SHOWN_MS);
  };
  return (
    <span className={styles.copyable}>
      <Ltr>{value}</Ltr>
      <IconButton
        size="s"
        label={copied ? t`Copied` : t`Copy ${value}`}
        icon={copied ? Check : Copy}
        onPress={() => void copy()}
      />
    </span>
  );
}
