import { useState } from 'preact/hooks';
import { api, type ProgrammedFault } from './api.calls.ts';
import { type FaultOffer, faultCatalogue } from './fault.catalogue.ts';
import { useLoaded } from './live.state.ts';
import { useLook } from './look.state.ts';

type Props = { readonly version: number; readonly onChange: () => void };

/** Switches for what the providers may do wrong. */
export const FaultsPanel = ({ version, onChange }: Props) => {
  const { words, lang } = useLook();
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
        {faultCatalogue.map((group, index) => (
          <details
            key={group.title.en}
            open={index === 0 || group.offers.some(({ kind }) => faults.some((fault) => fault.kind === kind))}
          >
            <summary>{group.title[lang]}</summary>
            <ul class="fault-list">
              {group.offers.map((offer) => (
                <FaultRow key={offer.kind} offer={offer} faults={faults} onChange={change} />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
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
  const lasting = faults.find(({ kind, remaining }) => kind === offer.kind && remaining === null);
  const once = faults.filter(({ kind, remaining }) => kind === offer.kind && remaining !== null).length;
  const toggle = () => {
    setPending(true);
    const call = lasting ? api.dropFault(lasting.id) : api.addFault(offer.kind, false);
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
      <button type="button" class="once" onClick={() => onChange(api.addFault(offer.kind, true))}>
        {words.once}
        <span class="hidden">: {offer[lang]}</span>
        {once > 0 ? <span class="num once-count">{once}</span> : null}
      </button>
    </li>
  );
};
