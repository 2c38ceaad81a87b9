import { api, type LedgerEntry, type ProviderView } from './api.calls.ts';
import { Icon } from './icons.tsx';
import { scrollable } from './scrollable.props.ts';
import { clockTime, useLook } from './look.state.ts';

type Props = {
  readonly lines: readonly LedgerEntry[];
  readonly onClear: () => void;
  readonly providers: readonly ProviderView[];
  readonly nameOf: (address: string) => string;
};

/** Everything sent and received, newest first, as it happens. */
export const LedgerPanel = ({ lines, onClear, providers, nameOf }: Props) => {
  const { words } = useLook();
  const newestFirst = lines.toReversed();
  return (
    <section class="pane ledger-pane" aria-labelledby="ledger-title">
      <header class="pane-head">
        <h2 id="ledger-title">{words.ledger}</h2>
        <button
          type="button"
          class="button"
          disabled={lines.length === 0}
          onClick={() => void api.clearLedger().then(onClear, onClear)}
        >
          {words.clearLedger}
        </button>
      </header>
      {lines.length === 0 ? <p class="empty">{words.ledgerEmpty}</p> : null}
      <ol class="ledger" {...scrollable} aria-labelledby="ledger-title">
        {newestFirst.map((line) => (
          <LedgerRow
            key={line.seq}
            line={line}
            provider={providers.find(({ channel }) => channel === line.channel)}
            nameOf={nameOf}
          />
        ))}
      </ol>
    </section>
  );
};

type RowProps = Pick<Props, 'nameOf'> & {
  readonly line: LedgerEntry;
  readonly provider: ProviderView | undefined;
};

const LedgerRow = ({ line, provider, nameOf }: RowProps) => {
  const { words, lang } = useLook();
  const person = line.direction === 'inbound' ? line.from : line.to;
  const isInbound = line.direction === 'inbound';
  return (
    <li class={`ledger-row ${line.kind}${isBad(line) ? ' bad' : ''}`}>
      <time class="num meta" dateTime={line.at}>
        {clockTime(line.at, lang, true)}
      </time>
      <span class="ledger-way">
        <Icon name="inward" size={16} flip={!isInbound} />
        <span class="hidden">{isInbound ? words.inbound : words.outbound}</span>
      </span>
      <span class="ledger-text">
        <strong>{words.kinds[line.kind]}</strong>
        <span class="meta">
          {' '}
          · {provider?.label[lang] ?? line.channel} · <bdi>{nameOf(person)}</bdi>
        </span>
        <LedgerDetail line={line} />
      </span>
    </li>
  );
};

const LedgerDetail = ({ line }: { line: LedgerEntry }) => {
  const facts = [line.status, line.outcome].filter(
    (fact) => fact !== undefined && fact !== '' && fact !== 'delivered',
  );
  const shown = [...new Set([line.status, ...facts])].filter((fact): fact is string => fact !== undefined);
  const text = line.subject ?? line.text ?? '';
  return (
    <>
      {shown.map((fact) => (
        <code key={fact} dir="ltr">
          {fact}
        </code>
      ))}
      {text === '' ? null : <span class="ledger-words">{text.slice(0, 160)}</span>}
    </>
  );
};

const isBad = (line: LedgerEntry): boolean =>
  line.kind === 'fault' ||
  line.status === 'failed' ||
  (line.attempts?.length !== undefined &&
    line.attempts.at(-1)?.status !== undefined &&
    (line.attempts.at(-1)?.status ?? 500) >= 400);
