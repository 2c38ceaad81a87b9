/** Goes on a form as its `ref`: the first field takes the focus when the form appears. */
export function focusFirstField(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('input, textarea')?.focus();
}
