import { useState } from 'preact/hooks';
import { api, type MailDraft, type MailView, type Person } from './api.calls.ts';
import { useLook, type Language } from './look.state.ts';
import { ProblemNote } from './problem.note.tsx';
import { mailSample } from './samples.ts';

type Props = {
  readonly person: Person;
  readonly to: string;
  readonly original?: MailView;
  readonly onDone: () => void;
};

/** A mail being written. A reply keeps the thread: In-Reply-To, References and a quote of the original. */
export const MailComposer = (props: Props) => {
  const { words } = useLook();
  const draft = useMailDraft(props);
  return (
    <form class="mail-form" onSubmit={(event) => void draft.send(event)}>
      <ProblemNote text={draft.failure} />
      <p class="mail-to">
        <span class="meta">{words.to}</span> <bdi dir="ltr">{draft.to === '' ? '—' : draft.to}</bdi>
      </p>
      <label>
        <span>{words.subject}</span>
        <input
          value={draft.subject}
          dir="auto"
          onInput={(event) => draft.setSubject(event.currentTarget.value)}
        />
      </label>
      <label class="grow">
        <span>{words.body}</span>
        <textarea
          rows={9}
          value={draft.text}
          dir="auto"
          onInput={(event) => draft.setText(event.currentTarget.value)}
        />
      </label>
      <div class="form-actions">
        <button type="submit" class="button primary">
          {words.send}
        </button>
        <button type="button" class="button" onClick={props.onDone}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
};

const useMailDraft = ({ person, to: association, original, onDone }: Props) => {
  const { words, lang } = useLook();
  const [subject, setSubject] = useState(
    original ? replySubject(original.subject, lang) : mailSample.subject[lang],
  );
  const [text, setText] = useState(original ? `\n\n${quoteOf(original, lang)}` : mailSample.body[lang]);
  const [failure, setFailure] = useState('');
  const to = original ? original.replyTo : association;
  const send = async (event: Event) => {
    event.preventDefault();
    try {
      await api.sendMail({
        from: person.email,
        name: person[lang],
        subject,
        text,
        ...(to === '' ? {} : { to }),
        ...(original ? threadOf(original) : {}),
      });
      onDone();
    } catch (error) {
      setFailure(words.failed(error instanceof Error ? error.message : ''));
    }
  };
  return { to, subject, setSubject, text, setText, failure, send };
};

const replySubject = (subject: string, lang: Language): string => {
  if (/^(re|رد)\s*:/i.test(subject)) return subject;
  return lang === 'ar' ? `رد: ${subject}` : `Re: ${subject}`;
};

const threadOf = (mail: MailView): Pick<MailDraft, 'inReplyTo' | 'references'> =>
  mail.messageId === null
    ? {}
    : { inReplyTo: mail.messageId, references: [...mail.references, mail.messageId] };

/** The attribution line as the common mail programs write it in each language, and the original behind ">". */
const quoteOf = (mail: MailView, lang: Language): string => {
  const date = new Intl.DateTimeFormat(`${lang}-SA-u-ca-gregory-nu-latn`, {
    dateStyle: 'full',
    timeStyle: 'short',
    timeZone: 'Asia/Riyadh',
  });
  const when = date.format(new Date(mail.at));
  const name = mail.fromName === '' ? mail.from : mail.fromName;
  const line =
    lang === 'ar' ? `في ${when} كتب ${name} <${mail.from}>:` : `On ${when} ${name} <${mail.from}> wrote:`;
  return [
    line,
    ...mail.text
      .trim()
      .split('\n')
      .map((each) => `> ${each}`),
  ].join('\n');
};
