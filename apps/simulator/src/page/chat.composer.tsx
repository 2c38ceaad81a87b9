import { useEffect, useRef, useState } from 'preact/hooks';
import type { App, PickedFile } from './api.calls.ts';
import { AttachMenu } from './attach.menu.tsx';
import type { Aim } from './chat.aim.ts';
import type { Outbox } from './chat.outbox.ts';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';
import { summaryOf } from './message.summary.ts';
import { ProblemNote } from './problem.note.tsx';
import { chatSamples } from './samples.ts';
import { useTyping } from './typing.state.ts';

type Props = { readonly app: App; readonly address: string; readonly aim: Aim; readonly outbox: Outbox };

/** The most files that any app takes in one message. */
const mostFiles = 10;

/** Where the beneficiary writes: ready messages, files, text. */
export const ChatComposer = ({ app, address, aim, outbox }: Props) => {
  const draft = useDraft(aim, outbox);
  const typing = useTyping(app, address);
  const { words } = useLook();
  if (!app.phone.sends.includes('text')) return <p class="chat-composer meta">{words.oneWay}</p>;
  return (
    <div class="chat-composer">
      <ProblemNote text={outbox.failure} />
      {aim.kind === null ? <SampleRow onChoose={(text) => void outbox.send({ text })} /> : null}
      <AimBar aim={aim} />
      <PickedList files={draft.files} onRemove={draft.removeFile} />
      <div class="composer-line">
        {aim.kind === 'edit' ? null : <AttachMenu app={app} outbox={outbox} onPick={draft.addFiles} />}
        <TextLine
          text={draft.text}
          aim={aim}
          onText={(text) => {
            draft.setText(text);
            typing();
          }}
          onEnter={() => void draft.send()}
        />
        <button type="button" class="round primary" aria-label={words.send} onClick={() => void draft.send()}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
};

/** What is being written, and how it is sent: as a message, as an answer, or as a message's new text. */
const useDraft = (aim: Aim, outbox: Outbox) => {
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  useEffect(() => {
    if (aim.kind === 'edit') setText(aim.message?.text ?? '');
  }, [aim.kind, aim.message]);
  const send = async () => {
    const body = text.trim();
    if (body === '' && (files.length === 0 || aim.kind === 'edit')) return;
    const of = aim.message?.id ?? '';
    const answered = aim.kind === 'reply' ? { inReplyTo: of } : {};
    const content =
      aim.kind === 'edit' ? { edit: { of, text: body } } : { text: body, media: files, ...answered };
    if (!(await outbox.send(content))) return;
    setText('');
    setFiles([]);
    aim.clear();
  };
  const addFiles = (picked: readonly PickedFile[]) => setFiles([...files, ...picked].slice(0, mostFiles));
  const removeFile = (index: number) => setFiles(files.filter((_, each) => each !== index));
  return { text, setText, files, addFiles, removeFile, send };
};

/** Which message is answered or edited, and the way out of it. */
const AimBar = ({ aim }: { aim: Aim }) => {
  const { words } = useLook();
  if (aim.message === null) return null;
  return (
    <div class="aim-bar">
      <Icon name={aim.kind === 'edit' ? 'pencil' : 'reply'} size={16} />
      <span class="aim-text">
        <strong>{aim.kind === 'edit' ? words.editing : words.answering}</strong>
        <bdi>{summaryOf(aim.message, words)}</bdi>
      </span>
      <button type="button" class="action" aria-label={words.cancel} onClick={aim.clear}>
        <Icon name="close" size={16} />
      </button>
    </div>
  );
};

const SampleRow = ({ onChoose }: { onChoose: (sample: string) => void }) => {
  const { words, lang } = useLook();
  return (
    <ul class="samples" aria-label={words.samples}>
      {chatSamples.map((sample) => (
        <li key={sample.en}>
          <button type="button" onClick={() => onChoose(sample[lang])}>
            {sample[lang]}
          </button>
        </li>
      ))}
    </ul>
  );
};

type LineProps = {
  readonly text: string;
  readonly aim: Aim;
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
};

/** Enter sends, Shift+Enter breaks the line, Escape gives up answering or editing. The keyboard goes here once one aims. */
const TextLine = ({ text, aim, onText, onEnter }: LineProps) => {
  const { words } = useLook();
  const ref = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (aim.message) ref.current?.focus();
  }, [aim.message]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') aim.clear();
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <textarea
      ref={ref}
      rows={1}
      value={text}
      dir={text === '' ? undefined : 'auto'}
      aria-label={words.message}
      placeholder={words.message}
      onInput={(event) => onText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
};

type PickedProps = { readonly files: readonly PickedFile[]; readonly onRemove: (index: number) => void };

const PickedList = ({ files, onRemove }: PickedProps) => {
  const { words } = useLook();
  if (files.length === 0) return null;
  return (
    <ul class="picked">
      {files.map((file, index) => (
        <li key={`${file.fileName} ${index}`}>
          <bdi>{file.fileName}</bdi>
          <button
            type="button"
            aria-label={`${words.removeAttachment}: ${file.fileName}`}
            onClick={() => onRemove(index)}
          >
            <Icon name="close" size={14} />
          </button>
        </li>
      ))}
    </ul>
  );
};
