import type { TargetedSubmitEvent } from 'preact';
import type { FileInHand } from '../chat.state.js';
import type { Chat } from '../chat.store.js';
import { sizeOf, TEXTS } from '../texts.js';
import { Icon } from './icon.view.js';

/** Where the visitor writes: text, files, send. Enter sends where there is a real keyboard. */
export function Composer({ chat }: { readonly chat: Chat }) {
  const { language, session, files, draft } = chat.state;
  const texts = TEXTS[language];
  const uploading = files.some((file) => file.state === 'uploading');
  const ready = !uploading && (draft.trim() !== '' || files.some((file) => file.state === 'ready'));
  const onSubmit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (ready) chat.send(draft.trim());
    event.currentTarget.querySelector('textarea')?.focus();
  };
  return (
    <form class="composer" onSubmit={onSubmit}>
      <Files chat={chat} />
      <AttachButton chat={chat} />
      <textarea
        data-focus
        rows={1}
        maxLength={session?.limits.maxLength}
        aria-label={texts.message}
        placeholder={texts.write}
        dir={draft ? 'auto' : undefined}
        value={draft}
        onInput={(event) => chat.write(event.currentTarget.value)}
        onKeyDown={sendOnEnter}
        onPaste={(event) => attachPasted(event, chat)}
      />
      <button type="submit" class="send" aria-label={texts.send} aria-disabled={!ready}>
        <Icon name="send" />
      </button>
    </form>
  );
}

function sendOnEnter(event: KeyboardEvent): void {
  const plainEnter = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
  if (!plainEnter || matchMedia('(pointer: coarse)').matches) return;
  event.preventDefault();
  (event.target as HTMLTextAreaElement).form?.requestSubmit();
}

function attachPasted(event: ClipboardEvent, chat: Chat): void {
  const pasted = event.clipboardData?.files;
  if (!pasted?.length) return;
  event.preventDefault();
  chat.attach(pasted);
}

/** Opens the browser's file chooser. */
export function AttachButton({ chat }: { readonly chat: Chat }) {
  return (
    <label class="plain">
      <Icon name="attach" />
      <input
        type="file"
        class="sr"
        multiple
        aria-label={TEXTS[chat.state.language].attach}
        onChange={(event) => {
          chat.attach(event.currentTarget.files ?? []);
          event.currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** The files in hand, each with its progress or its fault. */
export function Files({ chat }: { readonly chat: Chat }) {
  const { files } = chat.state;
  if (files.length === 0) return null;
  return (
    <ul class="files">
      {files.map((file) => (
        <FileChip key={file.key} chat={chat} file={file} />
      ))}
    </ul>
  );
}

function FileChip({ chat, file }: { readonly chat: Chat; readonly file: FileInHand }) {
  const texts = TEXTS[chat.state.language];
  const fault = { uploading: null, ready: null, failed: texts.uploadFailed, 'too-large': texts.tooLarge }[
    file.state
  ];
  return (
    <li>
      <Icon name="file" />
      <span>
        <bdi>{file.fileName}</bdi>
        {fault ? <em role="alert">{fault}</em> : <small dir="ltr">{sizeOf(file.size)}</small>}
        {file.state === 'uploading' && (
          <progress value={file.progress} max={1} aria-label={`${texts.uploading}: ${file.fileName}`} />
        )}
      </span>
      <button
        type="button"
        class="plain"
        aria-label={`${texts.remove}: ${file.fileName}`}
        onClick={() => chat.detach(file.key)}
      >
        <Icon name="close" size={16} />
      </button>
    </li>
  );
}
