import { Trans, useLingui } from '@lingui/react/macro';
import type { ConfirmLetter, LetterDetail, SenderSuggestion } from '@sila/contracts';
import { DOUBTFUL_BELOW, numbersIn } from '@sila/domain';
import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { Banner, Button, Card, Checkbox, Inline, Ltr, TextArea, useErrorWords } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import { SenderChoice } from './sender.choice.js';
import styles from './letters.module.css';

/** Who a person says wrote the letter: somebody known, or a new name. */
export type ChosenSender =
  { readonly person: Pick<SenderSuggestion, 'id' | 'name'> } | { readonly name: string };

/** The text to be compared with the scan, every number to be ticked, and the sender to be chosen. */
export function ConfirmLetterForm({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const { t } = useLingui();
  const errorWords = useErrorWords();
  const [text, setText] = useState(letter.text);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(letter.verifiedBy ? numbersIn(letter.text) : []),
  );
  const [sender, setSender] = useState<ChosenSender>(() => firstGuess(letter));
  const numbers = numbersIn(text);
  const saving = useConfirmLetter(letter.id);
  const isReady = numbers.every((number) => ticked.has(number)) && isNamed(sender);
  return (
    <Card title={<Trans>What it says</Trans>} intro={<Source letter={letter} />}>
      <Doubts letter={letter} />
      <TextArea label={t`Text of the letter`} rows={14} value={text} onChange={setText} />
      <Numbers numbers={numbers} ticked={ticked} onChange={setTicked} />
      <SenderChoice letter={letter} sender={sender} onChange={setSender} />
      {saving.error && (
        <Banner tone="danger" role="alert">
          {errorWords(saving.error)}
        </Banner>
      )}
      <Inline>
        <Button
          variant="primary"
          icon={CircleCheck}
          isDisabled={!isReady}
          isPending={saving.isPending}
          onPress={() => saving.mutate({ text, numbers: [...ticked], sender: bodyOf(sender) })}
        >
          <Trans>Confirm the letter</Trans>
        </Button>
      </Inline>
    </Card>
  );
}

/** Where the text is from. */
function Source({ letter: { pages } }: { readonly letter: LetterDetail }): ReactNode {
  const fromFile = pages.filter(({ source }) => source === 'file').length;
  if (pages.length === 0) return null;
  if (fromFile === 0) return <Trans>Read by machine: compare it with the scan.</Trans>;
  if (fromFile === pages.length)
    return <Trans>The file itself carries this text: compare it with the page.</Trans>;
  return (
    <Trans>Some pages carry their text, the others were read by machine: compare it with the scan.</Trans>
  );
}

function useConfirmLetter(id: string) {
  const { t } = useLingui();
  return useSave((body: ConfirmLetter) => api.post<LetterDetail>(`/letters/${id}/confirm`, body), {
    stale: [keys.letters, keys.conversations],
    tellFailure: false,
    done: () => t`The letter is confirmed`,
  });
}

const isNamed = (sender: ChosenSender): boolean => 'person' in sender || sender.name.trim().length >= 2;

function firstGuess(letter: LetterDetail): ChosenSender {
  if (letter.verifiedBy) return { person: letter.contact };
  const byKey = letter.suggestions.find(({ because }) => because !== 'name');
  return byKey ? { person: byKey } : { name: letter.hints.names[0] ?? '' };
}

function bodyOf(sender: ChosenSender): ConfirmLetter['sender'] {
  return 'person' in sender ? { contactId: sender.person.id } : { name: sender.name.trim() };
}

/** The words that the reader was not sure of, in the order they stand. */
function Doubts({ letter }: { readonly letter: LetterDetail }): ReactNode {
  const doubtful = letter.pages
    .flatMap((page) => page.lines.flat())
    .filter(({ confidence }) => confidence < DOUBTFUL_BELOW);
  if (letter.verifiedBy || doubtful.length === 0) return null;
  return (
    <p className={styles.doubts}>
      <Trans>Not read surely:</Trans>{' '}
      {doubtful.slice(0, 30).map(({ text }, index) => (
        <mark key={index} className={styles.doubt}>
          <bdi>{text}</bdi>
        </mark>
      ))}
    </p>
  );
}

interface NumbersProps {
  readonly numbers: readonly string[];
  readonly ticked: ReadonlySet<string>;
  readonly onChange: (ticked: ReadonlySet<string>) => void;
}

function Numbers({ numbers, ticked, onChange }: NumbersProps): ReactNode {
  if (numbers.length === 0) return null;
  const toggle = (number: string, isRight: boolean) => {
    const next = new Set(ticked);
    if (isRight) next.add(number);
    else next.delete(number);
    onChange(next);
  };
  return (
    <fieldset className={styles.numbers}>
      <legend>
        <Trans>Numbers: tick each one that is right. Correct the others in the text.</Trans>
      </legend>
      {numbers.map((number) => (
        <Checkbox
          key={number}
          isSelected={ticked.has(number)}
          onChange={(isRight) => toggle(number, isRight)}
        >
          <Ltr>{number}</Ltr>
        </Checkbox>
      ))}
    </fieldset>
  );
}
