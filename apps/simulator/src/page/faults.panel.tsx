import { useState } from 'preact/hooks';
import { api, type ProgrammedFault, type ProviderView } from './api.calls.ts';
import { type FaultOffer, faultGroups, isProgrammed, type OfferedGroup } from './fault.groups.ts';
import { useLoaded } from './live.state.ts';
import { useLook } from './look.state.ts';

type Props = {
  readonly providers: readonly ProviderView[];
  readonly version: number;
  readonly onChange: () => void;
};

/** Switches for what the providers may do wrong. */
export const FaultsPanel = ({ providers, version, onChange }: Props) => {
  const { words } = useLook();
  const faults = useLoaded(api.faults, version, []);
  const change = (call: Promise<unknown>) => void call.then(onChange, onChange);
  return (
    <section class="pane faults-pane" aria-labelledby="faults-title">
      <header class="pane-head">
        <div>
          <h2 id="faults-title">{words.faults}</h2>
          <output class="meta">{words.faultsOn(faults.length)}</output>
        </div>
        <button
          type="button"
          class="button"
          disabled={faults.length === 0}
          onClick={() => change(api.dropFaults())}
        >
          {words.clearFaults}
        </button>
      </header>
      <div class="pane-body">
        <p class="meta">{words.faultsHelp}</p>
        {faultGroups(providers).map((group, index) => (
          <GroupView
            key={group.title.en}
            group={group}
            isFirst={index === 0}
            faults={faults}
            onChange={change}
          />
        ))}
      </div>
    </section>
  );
};

type GroupProps = Omit<RowProps, 'offer'> & { readonly group: OfferedGroup; readonly isFirst: boolean };

/** The first group stands open, and every other in which something is on. */
const GroupView = ({ group, isFirst, faults, onChange }: GroupProps) => {
  const { lang } = useLook();
  return (
    <details open={isFirst || group.offers.some((offer) => faults.some(isProgrammed(offer)))}>
      <summary>{group.title[lang]}</summary>
      <ul class="fault-list">
        {group.offers.map((offer) => (
          <FaultRow key={`${offer.target} ${offer.kind}`} offer={offer} faults={faults} onChange={onChange} />
        ))}
      </ul>
    </details>
  );
};

type RowProps = {
  readonly offer: FaultOffer;
  readonly faults: readonly ProgrammedFault[];
  readonly onChange: (call: Promise<unknown>) => void;
};

const FaultRow = ({ offer, faults, onChange }: RowProps) => {
  const { words, lang } = useLook();
  const [pending, setPending] = useState(false);
  const lasting = faults.filter(isProgrammed(offer)).find(({ remaining }) => remaining === null);
  const once = faults.filter(isProgrammed(offer)).filter(({ remaining }) => remaining !== null).length;
  const toggle = () => {
    setPending(true);
    const call = lasting ? api.dropFault(lasting.id) : api.addFault(offer.target, offer.kind, false);
    onChange(call.finally(() => setPending(false)));
  };
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={lasting !== undefined}
        class="switch"
        disabled={pending}
        onClick={toggle}
      >
        <span class="switch-track" aria-hidden="true" />
        <span>{offer[lang]}</span>
      </button>
      <button
        type="button"
        class="once"
        onClick={() => onChange(api.addFault(offer.target, offer.kind, true))}
      >
        {words.once}
        <span class="hidden">: {offer[lang]}</span>
        {once > 0 ? <span class="num once-count">{once}</span> : null}
      </button>
    </li>
  );
};
