/** What went wrong, said at once to screen readers too; nothing while all is well. */
export const ProblemNote = ({ text }: { text: string }) =>
  text === '' ? null : (
    <p class="problem" role="alert">
      {text}
    </p>
  );
