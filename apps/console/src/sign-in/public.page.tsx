import { Trans } from '@lingui/react/macro';
import { Languages } from 'lucide-react';
import type { ReactNode } from 'react';
import { Logo } from '../shell/logo.js';
import { useUi } from '../shell/ui.store.js';
import { Button } from '../ui/index.js';
import styles from './sign-in.module.css';

interface PublicPageProps {
  readonly title: ReactNode;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the screens outside the sign-in: one card, the name of the product, the other language. */
export function PublicPage({ title, intro, children }: PublicPageProps): ReactNode {
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Logo size={40} />
          <span className={styles.name}>
            <Trans>Sila</Trans>
          </span>
          <LanguageButton />
        </div>
        <h1 className={styles.title}>{title}</h1>
        {intro && <p className={styles.intro}>{intro}</p>}
        {children}
      </div>
    </main>
  );
}

function LanguageButton(): ReactNode {
  const { language, apply } = useUi();
  const other = language === 'ar' ? 'en' : 'ar';
  return (
    <Button size="s" variant="quiet" icon={Languages} onPress={() => void apply({ language: other })}>
      <span lang={other}>{other === 'ar' ? 'العربية' : 'English'}</span>
    </Button>
  );
}
