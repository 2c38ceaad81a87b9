import { useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import type { ClipboardEvent, KeyboardEvent, ReactNode, Ref } from 'react';
import { useLocale } from 'react-aria-components';
import { useConnection } from '../../realtime/realtime.context.js';
import { changeWriting } from './composer.store.js';
import type { Writing } from './composer.store.js';
import { drafts } from './drafts.js';
import styles from './composer.module.css';

interface ComposerTextProps {
  readonly id: string;
  readonly writing: Writing;
  readonly addFiles: (files: Iterable<File>) => void;
  readonly ref: Ref<HTMLTextAreaElement>;
}

const TYPING_EVERY_MS = 2_500;

/** The text itself. Each stroke is kept here at once and on the server after a pause. */
export function ComposerText({ id, writing, addFiles, ref }: ComposerTextProps): ReactNode {
  const { t } = useLingui();
  const { direction } = useLocale();
  const tellTyping = useTellTyping(id);
  const { kind } = writing;
  const text = writing[kind];
  const change = (next: string) => {
    changeWriting(id, { [kind]: next });
    drafts.write(id, { kind, text: next });
    if (next) tellTyping(kind);
  };
  const paste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    addFiles(event.clipboardData.files);
  };
  const leave = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === 'Escape') event.currentTarget.blur();
  };
  return (
    <textarea
      ref={ref}
      rows={2}
      dir={text ? 'auto' : direction}
      aria-label={kind === 'note' ? t`Internal note` : t`Reply`}
      placeholder={kind === 'note' ? t`Only colleagues see this…` : t`Write your reply…`}
      className={styles.text}
      value={text}
      onChange={(event) => change(event.target.value)}
      onPaste={paste}
      onKeyDown={leave}
      onBlur={() => void drafts.flush(id)}
    />
  );
}

function useTellTyping(id: string): (kind: Writing['kind']) => void {
  const connection = useConnection();
  const last = useRef(0);
  return (kind) => {
    if (Date.now() - last.current < TYPING_EVERY_MS) return;
    last.current = Date.now();
    connection.typing(id, kind);
  };
}
