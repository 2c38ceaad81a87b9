import { useEffect, useRef, useState } from 'preact/hooks';
import { api, type MailView } from './api.calls.ts';
import { Icon } from './icons.tsx';
import { scrollable } from './scrollable.props.ts';
import { clockTime, dayOf, useLook } from './look.state.ts';

type Props = { readonly id: string; readonly onBack: () => void; readonly onReply: (mail: MailView) => void };

/** One mail, and what can be done with it. */
export const MailReader = ({ id, onBack, onReply }: Props) => {
  const { words } = useLook();
  const [mail, setMail] = useState<MailView | null>(null);
  const [isGone, setGone] = useState(false);
  useEffect(() => void api.mail(id).then(setMail, () => setGone(true)), [id]);
  return (
    <article class="mail-view">
      <div class="mail-bar">
        <button type="button" class="button" onClick={onBack}>
          <Icon name="back" size={17} />
          <span>{words.back}</span>
        </button>
        {mail ? (
          <button type="button" class="button" onClick={() => onReply(mail)}>
            <Icon name="reply" size={17} />
            <span>{words.reply}</span>
          </button>
        ) : null}
      </div>
      {isGone ? <p class="empty">{words.mailGone}</p> : null}
      {mail ? <MailContent mail={mail} /> : null}
    </article>
  );
};

/** HTML is shown in a frame without scripts, forms, links of its own origin, or anything from outside. */
const MailContent = ({ mail }: { mail: MailView }) => {
  const { words } = useLook();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h3 ref={heading} tabIndex={-1}>
        <bdi>{mail.subject === '' ? words.noSubject : mail.subject}</bdi>
      </h3>
      <MailHeadLines mail={mail} />
      {mail.hasHtml ? (
        <iframe class="mail-frame" sandbox="" src={`/mail/${mail.id}/html`} title={words.mailFrame} />
      ) : (
        <div class="mail-text" {...scrollable}>
          {mail.text}
        </div>
      )}
      <MailFiles mail={mail} />
    </>
  );
};

const MailFiles = ({ mail }: { mail: MailView }) => {
  const { words } = useLook();
  return (
    <ul class="mail-files">
      {mail.attachments.map((file) => (
        <li key={file.url}>
          <a class="file-chip" href={file.url}>
            <Icon name="file" size={17} />
            <bdi>{file.fileName}</bdi>
          </a>
        </li>
      ))}
      <li>
        <a class="quiet-link" href={`/mail/${mail.id}/raw`} target="_blank" rel="noreferrer">
          {words.showOriginal}
        </a>
      </li>
    </ul>
  );
};

const MailHeadLines = ({ mail }: { mail: MailView }) => {
  const { words, lang } = useLook();
  return (
    <div class="mail-lines">
      <dl>
        <div>
          <dt>{words.from}</dt>
          <dd>
            <bdi>{mail.fromName}</bdi>{' '}
            <bdi dir="ltr" class="meta">
              {mail.from}
            </bdi>
          </dd>
        </div>
        <div>
          <dt>{words.to}</dt>
          <dd>
            <bdi dir="ltr">{mail.to}</bdi>
          </dd>
        </div>
      </dl>
      <time class="meta num" dateTime={mail.at}>
        {dayOf(mail.at, lang)} · {clockTime(mail.at, lang)}
      </time>
    </div>
  );
};
