import type { PartProps } from './page.view.js';

/** How far the form is, by its pages; the review is the last one. */
export function Progress({ portal, at }: PartProps & { readonly at: number }) {
  const { texts, sections } = portal;
  const count = sections.length + 1;
  return (
    <div class="progress">
      <ol aria-hidden>
        {Array.from({ length: count }, (_, step) => (
          <li key={step} data-done={step <= at} />
        ))}
      </ol>
      <p>{`${texts.step} ${at + 1} ${texts.of} ${count}`}</p>
    </div>
  );
}
