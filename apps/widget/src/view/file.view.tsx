import type { ComponentChildren } from 'preact';
import { sizeOf } from '../texts.js';
import { Icon } from './icon.view.js';

interface FileProps {
  readonly file: { readonly fileName: string; readonly size: number | null };
  /** Where it can be fetched; without it the file is only named. */
  readonly href?: string | undefined;
  readonly children?: ComponentChildren;
}

/** One file: name, size, and what else is to be said of it. */
export function File({ file, href, children }: FileProps) {
  return (
    <a class="file" href={href} target="_blank">
      <Icon name="file" />
      <span>
        <bdi>{file.fileName}</bdi>
        {children ?? <small>{file.size !== null && <bdi dir="ltr">{sizeOf(file.size)}</bdi>}</small>}
      </span>
    </a>
  );
}
