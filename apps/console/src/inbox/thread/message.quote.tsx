import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { QuotedMessage } from '@sila/contracts';
import { snippetFor, TAKEN_BACK } from '@sila/domain';
import { useSnippetWords } from '../../ui/index.js';
import { useJump } from './jump.context.js';
import styles from './kinds.module.css';

/** The message that this one answers; a press leads to it while it is loaded. */
export function MessageQuote({ quoted }: { readonly quoted: QuotedMessage }): ReactNode {
  const { t } = useLingui();
  const jump = useJump(quoted.id);
  if (!jump)
    return (
      <blockquote className={styles.quote}>
        <QuoteWords quoted={quoted} />
      </blockquote>
    );
  return (
    <button
      type="button"
      className={styles.quote}
      title={t`Show the message that is answered`}
      onClick={jump}
    >
      <QuoteWords quoted={quoted} />
    </button>
  );
}

function QuoteWords({ quoted }: { readonly quoted: QuotedMessage }): ReactNode {
  const words = useSnippetWords();
  const { id, direction, mediaType, deleted } = quoted;
  if (id === null) return <Trans>Answers a message that is not in this conversation</Trans>;
  const files = mediaType ? [{ fileName: '', mediaType }] : [];
  const said = deleted ? TAKEN_BACK : snippetFor({ ...quoted, quotedFrom: null, subject: null, files });
  return (
    <>
      <strong>{direction === 'in' ? <Trans>The person</Trans> : <Trans>We</Trans>}</strong>
      <span dir="auto">{words(said)}</span>
    </>
  );
}
