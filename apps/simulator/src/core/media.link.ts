/** Where a stored file is fetched, and what it is. */
export type MediaLink = {
  readonly url: string;
  readonly contentType: string;
  readonly size: number;
  readonly sha256: string;
  readonly fileName: string | null;
};
