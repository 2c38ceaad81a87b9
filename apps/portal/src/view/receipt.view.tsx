import { useState } from 'preact/hooks';
import { type PartProps, Title } from './page.view.js';

/** The form has arrived: its number. */
export function ReceiptPage({ portal }: PartProps) {
  const { texts, state } = portal;
  const [copied, setCopied] = useState(false);
  const reference = state.reference ?? '';
  const copy = (): void => void navigator.clipboard.writeText(reference).then(() => setCopied(true));
  const message = encodeURIComponent(`${texts.reference}: ${reference}`);
  const whatsapp = state.start?.help.whatsapp;
  return (
    <section class="card receipt">
      <Title>{texts.received}</Title>
      <p>{texts.receivedIntro}</p>
      <p class="label">{texts.reference}</p>
      <p class="reference">
        <bdi dir="ltr">{reference}</bdi>
      </p>
      <div class="actions">
        <button type="button" class="primary" onClick={copy}>
          <output>{copied ? texts.copied : texts.copy}</output>
        </button>
        {whatsapp && (
          <a class="button" href={`https://wa.me/${whatsapp.slice(1)}?text=${message}`}>
            {texts.toWhatsapp}
          </a>
        )}
        <button type="button" class="quiet" onClick={() => portal.go('start')}>
          {texts.home}
        </button>
      </div>
    </section>
  );
}
