import { Trans, useLingui } from '@lingui/react/macro';
import type { FormView, RevealedAnswers } from '@sila/contracts';
import { Eye } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/index.js';
import { Button, Ltr, toast, useErrorWords } from '../../ui/index.js';
import styles from './form.answers.module.css';

interface FormAnswersProps {
  readonly messageId: string;
  readonly form: FormView;
}

/** A form of the portal: questions with their answers. Sensitive numbers are covered until somebody asks for them. */
export function FormAnswers({ messageId, form }: FormAnswersProps): ReactNode {
  const [whole, setWhole] = useState<ReadonlyMap<string, string>>(new Map());
  const hides = form.parts.some(({ lines }) => lines.some(({ hidden }) => hidden));
  return (
    <div className={styles.form}>
      <p className={styles.head}>
        <bdi>{form.title}</bdi>
        <span className={styles.quiet}>
          <Trans>
            Reference <Ltr>{form.reference}</Ltr>
          </Trans>
        </span>
      </p>
      {form.parts.map(({ title, lines }) => (
        <section key={title}>
          <h3 className={styles.title}>
            <bdi>{title}</bdi>
          </h3>
          <dl className={styles.lines}>
            {lines.map(({ field, label, value }) => (
              <div key={field}>
                <dt>
                  <bdi>{label}</bdi>
                </dt>
                <dd>
                  <bdi>{whole.get(field) ?? value}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      {hides && whole.size === 0 && <Reveal messageId={messageId} onRevealed={setWhole} />}
    </div>
  );
}

interface RevealProps {
  readonly messageId: string;
  readonly onRevealed: (whole: ReadonlyMap<string, string>) => void;
}

function Reveal({ messageId, onRevealed }: RevealProps): ReactNode {
  const { t } = useLingui();
  const words = useErrorWords();
  const [isPending, setPending] = useState(false);
  const reveal = async () => {
    setPending(true);
    try {
      const { lines } = await api.post<RevealedAnswers>(`/messages/${messageId}/reveal`);
      onRevealed(new Map(lines.map(({ field, value }) => [field, value])));
    } catch (error) {
      toast.show({ text: words(error), tone: 'danger' });
    } finally {
      setPending(false);
    }
  };
  return (
    <p className={styles.reveal}>
      <Button size="s" icon={Eye} isPending={isPending} onPress={() => void reveal()}>
        {t`Show whole numbers`}
      </Button>
      <span className={styles.quiet}>
        <Trans>It is recorded who looked.</Trans>
      </span>
    </p>
  );
}
