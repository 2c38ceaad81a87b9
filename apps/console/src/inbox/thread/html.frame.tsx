import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { MessageView } from '@sila/contracts';
import { apiUrl } from '../../api/index.js';
import { Spinner } from '../../ui/index.js';
import styles from './parts.module.css';

/**
 * A mail as its sender laid it out. The server has cleaned it; the frame has neither scripts nor forms nor this
 * site's origin, and nothing outside is loaded.
 */
export function HtmlFrame({ message }: { readonly message: MessageView }): ReactNode {
  const { t } = useLingui();
  const [ready, setReady] = useState(false);
  return (
    <div className={styles.htmlBox}>
      {!ready && <Spinner />}
      <iframe
        title={t`The mail as it was laid out`}
        src={apiUrl(`/messages/${message.id}/html`)}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        className={styles.html}
        onLoad={() => setReady(true)}
      />
    </div>
  );
}
