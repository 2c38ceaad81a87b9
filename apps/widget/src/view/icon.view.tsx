const PATHS = {
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M5 12l7-7 7 7',
  clip: 'M8 13l7-7a3 3 0 0 1 4 4l-9 9a5 5 0 0 1-7-7l8-8',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  sending: 'M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  sent: 'M5 13l4 4L19 7',
  received: 'M2 13l4 4L16 7M11 16l1 1L22 7',
} as const;

/** A line icon; decoration only, its button or text carries the name. */
export function Icon({ name, size = 22 }: { readonly name: keyof typeof PATHS; readonly size?: number }) {
  return (
    <svg viewBox="0 0 24 24" width={size} aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
