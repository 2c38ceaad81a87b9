import type { PickedFile } from './api.calls.ts';

/** Reads the chosen files whole, in base64. */
export const pickFiles = async (list: FileList | null): Promise<readonly PickedFile[]> =>
  Promise.all(Array.from(list ?? []).map(readOne));

const readOne = (file: File): Promise<PickedFile> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const base64 = typeof reader.result === 'string' ? reader.result.replace(/^[^,]*,/, '') : '';
      resolve({
        base64,
        contentType: file.type === '' ? 'application/octet-stream' : file.type,
        fileName: file.name,
      });
    });
    reader.addEventListener('error', () => reject(new Error(`${file.name} can't be read`)));
    reader.readAsDataURL(file);
  });
