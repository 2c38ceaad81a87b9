import type { ReactNode } from 'react';

/** The mark of the product; decorative. */
export function Logo({ size = 36 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="9" fill="var(--brand)" />
      <path
        d="M8 13.5a5.5 5.5 0 0 1 5.5-5.5h5a5.5 5.5 0 0 1 0 11H16l-4.6 4.2a.8.8 0 0 1-1.4-.6v-4.2A5.5 5.5 0 0 1 8 13.5Z"
        fill="var(--on-brand)"
      />
      <circle cx="13" cy="13.5" r="1.5" fill="var(--brand)" />
      <circle cx="19" cy="13.5" r="1.5" fill="var(--brand)" />
    </svg>
  );
}
