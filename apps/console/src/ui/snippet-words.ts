import { useLingui } from '@lingui/react/macro';
import { useCallback } from 'react';
import type { MessageView } from '@sila/contracts';
import { type Snippet, snippetFor, type SnippetKind, TAKEN_BACK } from '@sila/domain';

/** Says a message in one line: what it is, and its words if it has any. */
export function useSnippetWords(): (said: Snippet) => string {
  const { t } = useLingui();
  return useCallback(
    ({ snippet, snippetKind }: Snippet) => {
      const words: Readonly<Record<SnippetKind, string>> = {
        location: t`Location`,
        contacts: t`Contact card`,
        story: t`Story`,
        elsewhere: t`Message in the provider's app`,
        voice: t`Voice message`,
        picture: t`Picture`,
        video: t`Video`,
        file: t`File`,
        deleted: t`Message taken back`,
        call: t`Call`,
      };
      if (!snippetKind) return snippet;
      return snippet ? `${words[snippetKind]}: ${snippet}` : words[snippetKind];
    },
    [t],
  );
}

/** A message of a thread as a row of the inbox would say it. */
export function snippetOfView(message: MessageView): Snippet {
  return message.deletedAt ? TAKEN_BACK : snippetFor({ ...message, files: message.attachments });
}
