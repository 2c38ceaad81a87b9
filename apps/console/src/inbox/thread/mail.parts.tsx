import { Trans, useLingui } from '@lingui/react/macro';
import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MessageView } from '@sila/contracts';
import { apiUrl } from '../../api/index.js';
import { Icon, PlainText, ToggleButton } from '../../ui/index.js';
import { HtmlFrame } from './html.frame.js';
import styles from './parts.module.css';

interface PartProps {
  readonly message: MessageView;
}

/** The subject line of a mail. */
export function MailSubject({ message }: PartProps): ReactNode {
  if (!message.subject) return null;
  return (
    <p className={styles.subject}>
      <bdi>{message.subject}</bdi>
    </p>
  );
}

/** The words of a message; quoted earlier mail is folded, and a mail's own look is a press away. */
export function MailBody({ message }: PartProps): ReactNode {
  const [asHtml, setAsHtml] = useState(false);
  const { kept, quoted } = partsOf(message);
  return (
    <>
      {asHtml ? (
        <HtmlFrame message={message} />
      ) : (
        <>
          {kept && <PlainText>{kept}</PlainText>}
          {quoted && <Quoted text={quoted} startsOpen={kept === ''} />}
        </>
      )}
      {message.kind === 'unsupported' && <Unsupported />}
      <MailWays message={message} asHtml={asHtml} onHtml={setAsHtml} />
    </>
  );
}

function partsOf({ text, quotedFrom }: MessageView): { readonly kept: string; readonly quoted: string } {
  if (quotedFrom === null) return { kept: text, quoted: '' };
  return { kept: text.slice(0, quotedFrom).trimEnd(), quoted: text.slice(quotedFrom).trim() };
}

function Quoted({ text, startsOpen }: { readonly text: string; readonly startsOpen: boolean }): ReactNode {
  const { t } = useLingui();
  const [open, setOpen] = useState(startsOpen);
  return (
    <div>
      <button
        type="button"
        className={styles.fold}
        aria-expanded={open}
        aria-label={t`Earlier mail, quoted`}
        onClick={() => setOpen(!open)}
      >
        <Icon of={Ellipsis} size={16} />
      </button>
      {open && (
        <blockquote className={styles.quoted}>
          <PlainText>{text}</PlainText>
        </blockquote>
      )}
    </div>
  );
}

function Unsupported(): ReactNode {
  return (
    <p className={styles.placeholder}>
      <Trans>The channel sent something that can't be shown here.</Trans>
    </p>
  );
}

interface WaysProps extends PartProps {
  readonly asHtml: boolean;
  readonly onHtml: (asHtml: boolean) => void;
}

function MailWays({ message, asHtml, onHtml }: WaysProps): ReactNode {
  const isMail = message.direction === 'in' && (message.subject !== null || message.hasHtml);
  if (!message.hasHtml && !isMail) return null;
  return (
    <div className={styles.ways}>
      {message.hasHtml && (
        <ToggleButton isSelected={asHtml} onChange={onHtml}>
          <Trans>As it was laid out</Trans>
        </ToggleButton>
      )}
      {isMail && (
        <a href={apiUrl(`/messages/${message.id}/original`)} download>
          <Trans>Original</Trans>
        </a>
      )}
    </div>
  );
}
