import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { uploadAttachment } from '../../api/index.js';
import { toast, useFormat } from '../../ui/index.js';
import { changeFile, changeWriting, writingOf } from './composer.store.js';
import type { ComposerFile } from './composer.store.js';
import { uuid } from './uuid.js';

export interface FileLimits {
  readonly maxBytes: number;
  readonly maxCount: number;
}

/** Takes files in: each begins to go up at once; what breaks a limit is refused with the reason. */
export function useAddFiles(conversationId: string, limits: FileLimits): (files: Iterable<File>) => void {
  const { t } = useLingui();
  const format = useFormat();
  return (files) => {
    for (const file of files) {
      const { length } = writingOf(conversationId).files;
      if (length >= limits.maxCount) {
        toast.show({
          text: t`${plural(limits.maxCount, { one: 'No more than # file goes with one message.', other: 'No more than # files go with one message.' })}`,
          tone: 'danger',
        });
        return;
      }
      if (file.size > limits.maxBytes) {
        const most = format.bytes(limits.maxBytes);
        toast.show({ text: t`“${file.name}” is too large. The most is ${most}.`, tone: 'danger' });
        continue;
      }
      startUpload(conversationId, file);
    }
  };
}

function startUpload(conversationId: string, file: File): void {
  const key = uuid();
  const upload = uploadAttachment(file, conversationId, (progress) =>
    changeFile(conversationId, key, { progress }),
  );
  const entry: ComposerFile = {
    key,
    name: file.name,
    size: file.size,
    progress: 0,
    attachment: null,
    error: null,
    cancel: upload.cancel,
  };
  changeWriting(conversationId, { files: [...writingOf(conversationId).files, entry] });
  upload.done.then(
    (attachment) => changeFile(conversationId, key, { attachment, progress: 1 }),
    (error: unknown) => changeFile(conversationId, key, { error }),
  );
}
