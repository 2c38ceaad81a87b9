import { Below, describedBy, type FieldProps, LabelText } from './field.view.js';

interface Option {
  readonly value: string;
  readonly words: string;
}

/** One answer of several, or several of several: large rows to press. */
export function Choices(props: FieldProps) {
  const { portal, field, fault } = props;
  const several = field.type === 'choices';
  const chosen = [portal.state.form?.answers[field.id] ?? []].flat();
  const choose = (value: string, on: boolean): void => {
    if (!several) return portal.answer(field.id, value);
    portal.answer(field.id, on ? [...chosen, value] : chosen.filter((one) => one !== value));
  };
  return (
    <fieldset class="field" aria-describedby={describedBy(props)}>
      <legend>
        <LabelText {...props} />
      </legend>
      <div class={field.type === 'yes-no' ? 'options two' : 'options'}>
        {optionsOf(props).map(({ value, words }, index) => (
          <label key={value} class="option">
            <input
              type={several ? 'checkbox' : 'radio'}
              name={field.id}
              value={value}
              checked={chosen.includes(value)}
              aria-invalid={fault && index === 0 ? true : undefined}
              onChange={(event) => choose(value, event.currentTarget.checked)}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
      <Below {...props} />
    </fieldset>
  );
}

function optionsOf({ portal, field }: FieldProps): Option[] {
  const { texts, state } = portal;
  if (field.type !== 'yes-no')
    return (field.options ?? []).map(({ value, label }) => ({ value, words: label[state.language] }));
  return [
    { value: 'yes', words: texts.yes },
    { value: 'no', words: texts.no },
  ];
}
