/** Hears a key; says whether that was enough. */
type KeyListener = (key: string) => boolean;

/** The keys of one telephone in one call. */
export class CallKeypad {
  private kept: string[] = [];
  private listener: KeyListener | undefined;

  /** Presses keys one after the other. Where nobody listens they are lost, unless they are kept for the next who does. */
  press(digits: string, keep: boolean): void {
    for (const digit of digits) {
      if (this.listener) this.tell(this.listener, digit);
      else if (keep) this.kept.push(digit);
    }
  }

  /** Hears keys, kept ones first, until it heard enough or the function returned is called. */
  listen(listener: KeyListener): () => void {
    this.listener = listener;
    while (this.kept.length > 0 && this.listener === listener) this.tell(listener, this.kept.shift() ?? '');
    return () => this.forget(listener);
  }

  private tell(listener: KeyListener, key: string): void {
    if (listener(key)) this.forget(listener);
  }

  private forget(listener: KeyListener): void {
    if (this.listener === listener) this.listener = undefined;
  }
}
