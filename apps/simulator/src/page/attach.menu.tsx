import { useRef, useState } from 'preact/hooks';
import type { App, ChatDraft, PickedFile } from './api.calls.ts';
import type { Outbox } from './chat.outbox.ts';
import { pickFiles } from './file.pick.ts';
import { Icon, type IconName } from './icons.tsx';
import { useLook } from './look.state.ts';
import { contactSample, locationSample } from './samples.ts';
import { voiceSample } from './voice.sample.ts';

type Props = {
  readonly app: App;
  readonly outbox: Outbox;
  readonly onPick: (files: readonly PickedFile[]) => void;
};

type Offer = { readonly icon: IconName; readonly label: string; readonly run: () => void };

/** What else than text can be sent; a single thing needs no menu. */
export const AttachMenu = ({ app, outbox, onPick }: Props) => {
  const { words } = useLook();
  const [open, setOpen] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const offers = useOffers(app, outbox, () => input.current?.click());
  const [only] = offers;
  if (!only) return null;
  const onChange = async (chosen: HTMLInputElement) => {
    onPick(await pickFiles(chosen.files));
    chosen.value = '';
  };
  const press = offers.length === 1 ? only.run : () => setOpen(!open);
  return (
    <>
      {open ? <OfferList offers={offers} onDone={() => setOpen(false)} /> : null}
      <button
        type="button"
        class="round"
        aria-label={offers.length === 1 ? only.label : words.attach}
        aria-expanded={offers.length === 1 ? undefined : open}
        onClick={press}
      >
        <Icon name="attach" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        tabIndex={-1}
        onChange={(event) => void onChange(event.currentTarget)}
      />
    </>
  );
};

const useOffers = ({ phone: { sends } }: App, outbox: Outbox, chooseFiles: () => void): readonly Offer[] => {
  const { words, lang } = useLook();
  const send = (draft: ChatDraft) => () => void outbox.send(draft);
  const all: readonly (Offer & { readonly field: string })[] = [
    { field: 'media', icon: 'file', label: words.attachFile, run: chooseFiles },
    {
      field: 'media',
      icon: 'microphone',
      label: words.attachVoice,
      run: () => void outbox.send({ media: [voiceSample()] }),
    },
    {
      field: 'location',
      icon: 'pin',
      label: words.attachLocation,
      run: send({ location: locationSample(lang) }),
    },
    {
      field: 'contact',
      icon: 'person',
      label: words.attachContact,
      run: send({ contact: contactSample(lang) }),
    },
  ];
  return all.filter(({ field }) => sends.includes(field));
};

const OfferList = ({ offers, onDone }: { offers: readonly Offer[]; onDone: () => void }) => (
  <ul class="offers">
    {offers.map(({ icon, label, run }) => (
      <li key={label}>
        <button
          type="button"
          onClick={() => {
            run();
            onDone();
          }}
        >
          <Icon name={icon} size={18} />
          <span>{label}</span>
        </button>
      </li>
    ))}
  </ul>
);
