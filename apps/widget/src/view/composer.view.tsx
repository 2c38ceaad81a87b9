import type { TargetedSubmitEvent } from 'preact';
import { askedOf, type Detail, type FileInHand } from '../chat.state.js';
import type { Chat } from '../chat.store.js';
import { TEXTS } from '../texts.js';
import { File } from './file.view.js';
import { Icon } from './icon.view.js';

/**
 * Where the visitor writes: text, files, send; before the first message the name, and out of hours an address to answer
 * to. Enter sends where there is a real keyboard.
 */
export function Composer({ chat }: { readonly chat: Chat }) {
  const { language, session, files, draft } = chat.state;
  const texts = TEXTS[language];
  const uploading = files.some((file) => file.state === 'uploading');
  const ready = !uploading && (draft.trim() !== '' || files.some((file) => file.state === 'ready'));
  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const valueOf = (detail: Detail): string =>
      form.querySelector<HTMLInputElement>(`[name=${detail}]`)?.value.trim() ?? '';
    if (ready && chat.introduce(valueOf)) chat.send(draft.trim());
    form.querySelector<HTMLElement>('[aria-invalid=true],textarea')?.focus();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      {askedOf(chat.state).map((detail) => (
        <Question key={detail} chat={chat} detail={detail} />
      ))}
      {files.map((file) => (
        <FileChip key={file.key} chat={chat} file={file} />
      ))}
      <div class="row">
        <Chooser chat={chat} />
        <textarea
          rows={1}
          maxLength={session?.limits.maxLength}
          aria-label={texts.write}
          placeholder={texts.write}
          dir={draft ? 'auto' : undefined}
          value={draft}
          onInput={(event) => chat.write(event.currentTarget.value)}
          onKeyDown={sendOnEnter}
        />
        <button class="plain send" aria-label={texts.send} aria-disabled={!ready}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}

function Chooser({ chat }: { readonly chat: Chat }) {
  return (
    <label class="plain">
      <Icon name="clip" />
      <input
        type="file"
        class="sr"
        multiple
        aria-label={TEXTS[chat.state.language].attach}
        onChange={(event) => chat.uploader.addFrom(event.currentTarget)}
      />
    </label>
  );
}

function sendOnEnter(event: KeyboardEvent): void {
  const plainEnter = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
  if (!plainEnter || matchMedia('(pointer: coarse)').matches) return;
  event.preventDefault();
  (event.target as HTMLTextAreaElement).form?.requestSubmit();
}

/** One line of the form, with its fault beneath it. */
function Question({ chat, detail }: { readonly chat: Chat; readonly detail: Detail }) {
  const { language, faults } = chat.state;
  const texts = TEXTS[language];
  const wrong = faults.includes(detail);
  return (
    <label>
      {texts[detail]}
      <input
        name={detail}
        dir="auto"
        autocomplete={detail === 'name' ? 'name' : 'tel'}
        maxLength={120}
        aria-invalid={wrong}
      />
      {wrong && <em role="alert">{detail === 'name' ? texts.needName : texts.needContact}</em>}
    </label>
  );
}

function FileChip({ chat, file }: { readonly chat: Chat; readonly file: FileInHand }) {
  const texts = TEXTS[chat.state.language];
  const remove = `${texts.remove}: ${file.fileName}`;
  return (
    <div class="row">
      <File file={file}>
        {file.state === 'uploading' && <progress value={file.progress} aria-label={file.fileName} />}
        {file.state === 'failed' && <em role="alert">{texts.uploadFailed}</em>}
        {file.state === 'too-large' && <em role="alert">{texts.tooLarge}</em>}
      </File>
      <button type="button" class="plain" aria-label={remove} onClick={() => chat.uploader.remove(file.key)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
