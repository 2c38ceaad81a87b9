import type { ComponentChildren, VNode } from 'preact';
import type { Screen } from '../portal.state.js';
import type { Portal } from '../portal.store.js';
import { LaterPage } from './later.view.js';
import { ReceiptPage } from './receipt.view.js';
import { ResumePage } from './resume.view.js';
import { ReviewPage } from './review.view.js';
import { StartPage } from './start.view.js';
import { StepPage } from './step.view.js';

/** What every part of a page is given. */
export interface PartProps {
  readonly portal: Portal;
}

const PAGES: Readonly<Record<Exclude<Screen, 'loading'>, (props: PartProps) => VNode | null>> = {
  start: StartPage,
  form: StepPage,
  review: ReviewPage,
  later: LaterPage,
  receipt: ReceiptPage,
  resume: ResumePage,
};

/** The frame of every page: the name, the other language, and help in the same place. */
export function Page({ portal }: PartProps) {
  const { screen, start, language } = portal.state;
  const Shown = screen === 'loading' ? Loading : PAGES[screen];
  return (
    <>
      <header class="top">
        <p class="name">{start && portal.nameOf(start)}</p>
        <button
          type="button"
          class="quiet"
          lang={language === 'ar' ? 'en' : 'ar'}
          onClick={() => portal.speak(language === 'ar' ? 'en' : 'ar')}
        >
          {portal.texts.otherLanguage}
        </button>
      </header>
      <main>
        <Shown key={screen} portal={portal} />
      </main>
      <Help portal={portal} />
    </>
  );
}

function Loading({ portal }: PartProps) {
  const { texts, state } = portal;
  if (!state.error) return <p class="intro">{texts.loading}</p>;
  return (
    <>
      <Alert portal={portal} />
      <button type="button" class="primary" onClick={() => void portal.start()}>
        {texts.again}
      </button>
    </>
  );
}

function Help({ portal }: PartProps) {
  const { texts, state } = portal;
  const { phone = '', whatsapp = '' } = state.start?.help ?? {};
  if (!phone && !whatsapp) return null;
  return (
    <footer class="help">
      <h2>{texts.help}</h2>
      {phone && (
        <a href={`tel:${phone}`}>
          {texts.call} <bdi dir="ltr">{phone}</bdi>
        </a>
      )}
      {whatsapp && <a href={`https://wa.me/${whatsapp.slice(1)}`}>{texts.whatsapp}</a>}
    </footer>
  );
}

/** What went wrong, read out at once. */
export function Alert({ portal }: PartProps) {
  const { error } = portal.state;
  return (
    <p class="alert" role="alert" hidden={!error}>
      {error && portal.texts[error]}
    </p>
  );
}

/** The heading of a page; it takes the focus, so that a page that follows another is read from its beginning. */
export function Title({ children }: { readonly children: ComponentChildren }) {
  return (
    <h1 tabIndex={-1} ref={focusOnce}>
      {children}
    </h1>
  );
}

const met = new WeakSet<HTMLElement>();
let isFirst = true;

/** The first page is read from its beginning anyway, and to give the focus lays out the page before its time. */
function focusOnce(heading: HTMLElement | null): void {
  if (!heading || met.has(heading)) return;
  met.add(heading);
  if (!isFirst) heading.focus({ preventScroll: true });
  isFirst = false;
}
