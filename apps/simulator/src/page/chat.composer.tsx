import { useRef, useState } from 'preact/hooks';
import { api, ApiError, type Person, type PickedFile } from './api.calls.ts';
import { pickFiles } from './file.pick.ts';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';
import { ProblemNote } from './problem.note.tsx';
import { chatSamples } from './samples.ts';

/** WhatsApp's own limit for one message. */
const mostFiles = 10;

/** Where the beneficiary writes: ready messages, files, text. */
export const ChatComposer = ({ person }: { person: Person }) => {
  const draft = useDraft(person);
  const { words } = useLook();
  const sendDraft = () => void draft.send(draft.text, draft.files);
  return (
    <div class="chat-composer">
      <ProblemNote text={draft.failure} />
      <SampleRow onChoose={(sample) => void draft.send(sample, [])} />
      <PickedList files={draft.files} onRemove={draft.removeFile} />
      <div class="composer-line">
        <AttachButton onPick={draft.addFiles} />
        <TextLine text={draft.text} onText={draft.setText} onEnter={sendDraft} />
        <button type="button" class="round primary" aria-label={words.send} onClick={sendDraft}>
          <Icon name="send" />
        </button>
      </div>
    </div>
  );
};

/** What is being written, and how it is sent. */
const useDraft = (person: Person) => {
  const { words, lang } = useLook();
  const [text, setText] = useState('');
  const [files, setFiles] = useState<readonly PickedFile[]>([]);
  const [failure, setFailure] = useState('');
  const send = async (body: string, media: readonly PickedFile[]) => {
    if (body.trim() === '' && media.length === 0) return;
    setFailure('');
    try {
      await api.sendChat({ from: person.phone, name: person[lang], text: body.trim(), media });
      setText('');
      setFiles([]);
    } catch (error) {
      const hasNoAccount = error instanceof ApiError && error.code.startsWith('no-');
      setFailure(hasNoAccount ? words.noAccount : words.failed(error instanceof Error ? error.message : ''));
    }
  };
  const addFiles = (picked: readonly PickedFile[]) => setFiles([...files, ...picked].slice(0, mostFiles));
  const removeFile = (index: number) => setFiles(files.filter((_, each) => each !== index));
  return { text, setText, files, addFiles, removeFile, failure, send };
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
  readonly onText: (text: string) => void;
  readonly onEnter: () => void;
};

/** Enter sends, Shift+Enter breaks the line. */
const TextLine = ({ text, onText, onEnter }: LineProps) => {
  const { words } = useLook();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onEnter();
  };
  return (
    <textarea
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

const AttachButton = ({ onPick }: { onPick: (files: readonly PickedFile[]) => void }) => {
  const { words } = useLook();
  const input = useRef<HTMLInputElement>(null);
  const onChange = async (chosen: HTMLInputElement) => {
    onPick(await pickFiles(chosen.files));
    chosen.value = '';
  };
  return (
    <>
      <button type="button" class="round" aria-label={words.attach} onClick={() => input.current?.click()}>
        <Icon name="attach" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        onChange={(event) => void onChange(event.currentTarget)}
      />
    </>
  );
};

const PickedList = ({
  files,
  onRemove,
}: {
  files: readonly PickedFile[];
  onRemove: (index: number) => void;
}) => {
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
