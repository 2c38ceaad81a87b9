import type { AttachmentView } from '@sila/contracts';
import { ApiError, apiUrl, CONSOLE_HEADER, errorOf, type Query, tellSignedOut } from './client.js';

/** An upload that is under way. */
export interface Upload<Answer> {
  readonly done: Promise<Answer>;
  readonly cancel: () => void;
}

/** Sends a file; `onProgress` gets 0…1. XMLHttpRequest, because fetch does not tell how much has gone out. */
export function uploadFile<Answer>(
  path: string,
  query: Query,
  file: File,
  onProgress: (part: number) => void,
): Upload<Answer> {
  const request = new XMLHttpRequest();
  const done = new Promise<Answer>((resolve, reject) => {
    request.upload.onprogress = (event) => onProgress(event.total > 0 ? event.loaded / event.total : 0);
    request.onload = () => settle(request, resolve, reject);
    request.onerror = () => reject(new ApiError('offline', 0));
    request.onabort = () => reject(new DOMException('cancelled', 'AbortError'));
  });
  request.open('POST', apiUrl(path, query));
  request.responseType = 'json';
  for (const [name, value] of Object.entries(CONSOLE_HEADER)) request.setRequestHeader(name, value);
  const form = new FormData();
  form.set('file', file, file.name);
  request.send(form);
  return { done, cancel: () => request.abort() };
}

/** Sends a file for a message still to be written. */
export const uploadAttachment = (
  file: File,
  conversationId: string,
  onProgress: (part: number) => void,
): Upload<AttachmentView> => uploadFile('/attachments', { conversationId }, file, onProgress);

function settle<Answer>(
  request: XMLHttpRequest,
  resolve: (answer: Answer) => void,
  reject: (error: ApiError) => void,
): void {
  if (request.status >= 200 && request.status < 300) return resolve(request.response as Answer);
  const error = errorOf(request.status, request.response);
  if (error.code === 'unauthenticated') tellSignedOut();
  reject(error);
}

/** Where the bytes of an attachment are. */
export const attachmentUrl = (id: string, inline = false): string =>
  apiUrl(`/attachments/${id}`, { inline: inline ? 1 : undefined });
