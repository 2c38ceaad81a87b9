import { faultWords } from '../texts.js';
import { Field } from './field.view.js';
import { Alert, type PartProps, Title } from './page.view.js';
import { Progress } from './progress.view.js';

/** One page of a form: a group of questions. */
export function StepPage({ portal }: PartProps) {
  const { section, texts, state } = portal;
  const { language, form } = state;
  if (!section || !form) return null;
  const next = (event: Event): void => {
    event.preventDefault();
    portal.next();
    focusFirstFault();
  };
  return (
    <form key={section.id} noValidate onSubmit={next}>
      <Progress portal={portal} at={form.step} />
      <Title>{section.title[language]}</Title>
      {section.intro && <p class="intro">{section.intro[language]}</p>}
      <Alert portal={portal} />
      <div class="card">
        {section.fields.map((field) => {
          const fault = state.faults.find((one) => one.field === field.id);
          const words = fault && faultWords(fault.code, language);
          return <Field key={field.id} portal={portal} field={field} fault={words} />;
        })}
        <div class="actions">
          <button type="submit" class="primary">
            {texts.next}
          </button>
          <button type="button" class="quiet" onClick={() => portal.back()}>
            {texts.back}
          </button>
        </div>
      </div>
      <output class="hidden">{state.faults.length > 0 && texts.mistakes}</output>
      <Kept portal={portal} />
    </form>
  );
}

function Kept({ portal }: PartProps) {
  const { texts, state } = portal;
  return (
    <div class="kept">
      <output data-state={state.keeping}>{state.keeping && texts[state.keeping]}</output>
      <button type="button" class="link" onClick={() => portal.go('later')}>
        {texts.later}
      </button>
    </div>
  );
}

/** To the first answer that has to be mended, once the page shows it. */
function focusFirstFault(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  });
}
