import { fieldsOf, formParts } from '@sila/domain';
import type { Ref } from 'preact';
import { useRef } from 'preact/hooks';
import type { KeptForm } from '../memory.js';
import { Alert, type PartProps, Title } from './page.view.js';
import { Progress } from './progress.view.js';

/** Everything once more before it is sent, and what the person agrees to. */
export function ReviewPage({ portal }: PartProps) {
  const { texts, sections, state } = portal;
  const { form, language } = state;
  const trap = useRef<HTMLInputElement>(null);
  if (!form) return null;
  const send = (event: Event): void => {
    event.preventDefault();
    void portal.submit(trap.current?.value ?? '');
  };
  return (
    <form noValidate onSubmit={send}>
      <Progress portal={portal} at={sections.length} />
      <Title>{texts.review}</Title>
      {sections.map((section, index) => (
        <section key={section.id} class="card part">
          <div class="head">
            <h2>{section.title[language]}</h2>
            <button type="button" class="link" onClick={() => portal.edit(index)}>
              {texts.change} <span class="hidden">{section.title[language]}</span>
            </button>
          </div>
          <Answers portal={portal} form={form} id={section.id} />
        </section>
      ))}
      <Consent portal={portal} />
      <Trap input={trap} />
      <Alert portal={portal} />
      <div class="actions">
        <button type="submit" class="primary" aria-disabled={state.busy}>
          {state.busy ? texts.sending : texts.send}
        </button>
        <button type="button" class="quiet" onClick={() => portal.back()}>
          {texts.back}
        </button>
      </div>
    </form>
  );
}

/** A field that only programs see and fill. */
function Trap({ input }: { readonly input: Ref<HTMLInputElement> }) {
  return (
    <p class="trap" aria-hidden>
      <label>
        Website
        <input ref={input} name="website" tabIndex={-1} autoComplete="off" />
      </label>
    </p>
  );
}

function Answers({ portal, form, id }: PartProps & { readonly form: KeptForm; readonly id: string }) {
  const { language } = portal.state;
  const { values } = portal.checked(form);
  const section = { ...form.form, sections: form.form.sections.filter((one) => one.id === id) };
  const asked = formParts(form.form, values, language, 'whole').flatMap(({ lines }) => lines);
  const own = new Map(fieldsOf(section).map((field) => [field.id, field]));
  const files = [...own.values()].flatMap((field) =>
    field.type === 'file' ? [values[field.id] ?? []].flat().map((file) => ({ field, file })) : [],
  );
  return (
    <dl>
      {asked
        .filter(({ field }) => own.has(field))
        .map(({ field, label, value }) => (
          <div key={field}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      {files.map(({ field, file }) => (
        <div key={file}>
          <dt>{field.label[language]}</dt>
          <dd>
            <bdi>{form.files[file]}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Consent({ portal }: PartProps) {
  const { texts, state } = portal;
  const wrong = state.error === 'mustAgree';
  return (
    <section class="card">
      <h2>{texts.consent}</h2>
      <p id="consent-text">{state.form?.form.consent.text[state.language]}</p>
      <label class="option">
        <input
          type="checkbox"
          checked={state.agreed}
          aria-describedby="consent-text"
          aria-invalid={wrong ? true : undefined}
          onChange={(event) => portal.agree(event.currentTarget.checked)}
        />
        <span>{texts.agree}</span>
      </label>
    </section>
  );
}
