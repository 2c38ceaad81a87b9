import { fieldsOf } from '@sila/domain';
import { useRef } from 'preact/hooks';
import { Contact } from './contact.view.js';
import { Alert, type PartProps, Title } from './page.view.js';

/** How to go on with the form another day or on another device. */
export function LaterPage({ portal }: PartProps) {
  const { texts, state } = portal;
  const contact = useRef<HTMLInputElement>(null);
  const ask = (event: Event): void => {
    event.preventDefault();
    void portal.getCode(contact.current?.value ?? '');
  };
  return (
    <form noValidate onSubmit={ask}>
      <Title>{texts.later}</Title>
      <p class="intro">{texts.laterIntro}</p>
      <Alert portal={portal} />
      <div class="card">
        {state.code === null && <Contact portal={portal} input={contact} value={knownContact(portal)} />}
        <div aria-live="polite">
          {state.code && (
            <>
              <p class="reference">
                <bdi dir="ltr">{`${state.code.slice(0, 4)}-${state.code.slice(4)}`}</bdi>
              </p>
              <p>{texts.codeHere}</p>
            </>
          )}
          {state.code === '' && <p>{texts.codeBySending}</p>}
        </div>
        <div class="actions">
          {state.code === null && (
            <button type="submit" class="primary" aria-disabled={state.busy}>
              {texts.getCode}
            </button>
          )}
          <button type="button" class="quiet" onClick={() => portal.back()}>
            {texts.backToForm}
          </button>
        </div>
      </div>
    </form>
  );
}

/** Nobody writes twice what stands in the form already. */
function knownContact({ state }: PartProps['portal']): string {
  const { form } = state;
  if (!form) return '';
  const field = fieldsOf(form.form).find(
    ({ id, type }) => (type === 'mobile' || type === 'email') && form.answers[id],
  );
  const answer = field && form.answers[field.id];
  return typeof answer === 'string' ? answer : '';
}
