import { useRef, useState } from 'preact/hooks';
import { api, ApiError, type Person, type PickedFile } from './api.calls.ts';
import { pickFiles } from './file.pick.ts';
import { Icon } from './icons.tsx';
import { useLook } from './look.state.ts';
import { chatSamples } from './samples.ts';

/** Where the beneficiary writes: ready messages, files, text. Enter sends, Shift+Enter breaks the line. */
export const ChatComposer = ({ person }: { person: Person }) => {
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void send(text, files);
  };
  return (
    <div class="chat-composer">
      {failure === '' ? null : (
        <p class="problem" role="alert">
          {failure}
        </p>
      )}
      <ul class="samples" aria-label={words.samples}>
        {chatSamples.map((sample) => (
          <li key={sample.en}>
            <button type="button" onClick={() => void send(sample[lang], [])}>
              {sample[lang]}
            </button>
          </li>
        ))}
      </ul>
      <PickedList files={files} onRemove={(index) => setFiles(files.filter((_, each) => each !== index))} />
      <div class="composer-line">
        <AttachButton onPick={(picked) => setFiles([...files, ...picked].slice(0, 10))} />
        <textarea
          rows={1}
          value={text}
          dir={text === '' ? undefined : 'auto'}
          aria-label={words.message}
          placeholder={words.message}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="round primary"
          aria-label={words.send}
          onClick={() => void send(text, files)}
        >
          <Icon name="send" />
        </button>
      </div>
    </div>
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
