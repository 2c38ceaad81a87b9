import type { JSX } from 'preact';

const shapes = {
  send: 'M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4',
  attach:
    'M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.3 3.3 0 0 1 4.7 4.7l-8.4 8.4a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
  tick: 'm4 12.5 5 5L20 6.5',
  ticks: 'm2 12.5 5 5L17 7m-5 10.5L22 7',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2',
  warning: 'M12 3.5 2.5 20h19L12 3.5Zm0 6.5v4.5m0 2.5v.1',
  phone: 'M8 2.5h8a2 2 0 0 1 2 2v15a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2v-15a2 2 0 0 1 2-2Zm2.5 16.5h3',
  mail: 'M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 4 5Zm-1 2 9 6.5L21 7',
  back: 'M15 5l-7 7 7 7',
  reply: 'M9 8V4.5L3 11l6 6.5V14c5 0 9 1.5 12 5-.5-6-4-11-12-11Z',
  pencil: 'M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19 4 20Z',
  plus: 'M12 5v14M5 12h14',
  close: 'M6 6l12 12M18 6 6 18',
  sun: 'M12 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9Zm0-14v2m0 15v2m9.5-9.5h-2m-15 0h-2m15.9-6.9-1.4 1.4M6.5 17.5l-1.4 1.4m13.6 0-1.4-1.4M6.5 6.5 5.1 5.1',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z',
  out: 'M14 4h6v6m0-6-9 9M18 14v4.5A1.5 1.5 0 0 1 16.5 20h-11A1.5 1.5 0 0 1 4 18.5v-11A1.5 1.5 0 0 1 5.5 6H10',
  bolt: 'M13 2.5 5 13.5h6l-1 8 8-11h-6l1-8Z',
  heart: 'M12 20.5C5.5 16 3 12.5 3 9a4.7 4.7 0 0 1 9-2 4.7 4.7 0 0 1 9 2c0 3.5-2.5 7-9 11.5Z',
  file: 'M7 3h7l5 5v13H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2Zm7 0v5h5',
  inward: 'M20 12H5m6-6-6 6 6 6',
  more: 'M6 12v.1M12 12v.1M18 12v.1',
  pin: 'M12 21.5c4.5-4.6 7-8.2 7-11.5a7 7 0 1 0-14 0c0 3.3 2.5 6.9 7 11.5Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5a7.5 7.5 0 0 1 15 0',
  microphone: 'M12 3a3 3 0 0 1 3 3v6a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3Zm-6 8.5a6 6 0 0 0 12 0M12 17.5V21',
  handset:
    'M6.5 3.5h3l1.5 4-2 1.5a12 12 0 0 0 6 6l1.5-2 4 1.5v3a2 2 0 0 1-2 2A16 16 0 0 1 4.5 5.5a2 2 0 0 1 2-2Z',
  hangup:
    'M3 14.5c0-3.5 4.5-5.5 9-5.5s9 2 9 5.5v1.2a1 1 0 0 1-1.2 1l-3.6-.8a1 1 0 0 1-.8-1v-2a14 14 0 0 0-6.8 0v2a1 1 0 0 1-.8 1l-3.6.8a1 1 0 0 1-1.2-1v-1.2Z',
  music:
    'M9 18V5.5l11-2V16M9 18a2.8 2.8 0 1 1-5.6 0A2.8 2.8 0 0 1 9 18Zm11-2a2.8 2.8 0 1 1-5.6 0 2.8 2.8 0 0 1 5.6 0Z',
  pause: 'M8 5v14M16 5v14',
  bin: 'M4 6.5h16M9 6.5V4h6v2.5m3 0-.8 14H6.8L6 6.5m4 4v6m4-6v6',
} as const;

export type IconName = keyof typeof shapes;

/** These point somewhere: they turn around with the writing direction. */
const mirrored: readonly IconName[] = ['send', 'back', 'reply', 'out', 'inward'];

type IconProps = { readonly name: IconName; readonly size?: number; readonly flip?: boolean };

/** A drawn sign beside words; hidden from screen readers, which get the words. */
export const Icon = ({ name, size = 20, flip = false }: IconProps): JSX.Element => (
  <LineDrawing
    path={shapes[name]}
    size={size}
    look={`${mirrored.includes(name) ? ' mirrored' : ''}${flip ? ' flip' : ''}`}
  />
);

type DrawingProps = { readonly path: string; readonly size: number; readonly look?: string };

/** As an icon, by its path in a square of 24 units. */
export const LineDrawing = ({ path, size, look = '' }: DrawingProps): JSX.Element => (
  <svg
    class={`icon${look}`}
    viewBox="0 0 24 24"
    width={size}
    height={size}
    aria-hidden="true"
    focusable="false"
  >
    <path
      d={path}
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);
