import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { ConversationDetail } from '@sila/contracts';
import type { Thread } from '../../realtime/thread.rules.js';
import { snippetOfView, useSnippetWords } from '../../ui/index.js';

const GATHER_MS = 1_500;

interface VoiceProps {
  readonly detail: ConversationDetail;
  readonly thread: Thread;
}

/** Says new messages to screen readers: one by its words, several by their number. */
export function NewMessageVoice({ detail, thread }: VoiceProps): ReactNode {
  const { t } = useLingui();
  const heard = useRef(thread.seq);
  const inWords = useSnippetWords();
  const [words, setWords] = useState('');
  useEffect(() => {
    const fresh = thread.messages.filter(({ direction, seq }) => direction === 'in' && seq > heard.current);
    const last = fresh.at(-1);
    if (!last) return;
    const speak = () => {
      heard.current = last.seq;
      const { name } = detail.contact;
      const many = plural(fresh.length, { one: '# new message', other: '# new messages' });
      const said = inWords(snippetOfView(last));
      setWords(fresh.length === 1 ? t`New message from ${name}: ${said}` : many);
    };
    const timer = setTimeout(speak, GATHER_MS);
    return () => clearTimeout(timer);
  }, [thread.messages, detail.contact, t, inWords]);
  return <output className="hidden-text">{words}</output>;
}
