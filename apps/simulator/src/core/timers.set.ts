/** Timers that can all be dropped at once when the simulator stops or is cleared. */
export class TimersSet {
  private readonly handles = new Set<NodeJS.Timeout>();

  /** Runs `task` after `ms`; a rejected task is swallowed, since nobody is left to hear it. */
  after(ms: number, task: () => void | Promise<void>): void {
    const handle = setTimeout(() => {
      this.handles.delete(handle);
      void Promise.resolve(task()).catch(() => undefined);
    }, ms);
    this.handles.add(handle);
  }

  /** Resolves after `ms`; never resolves when the timers were dropped meanwhile. */
  wait(ms: number): Promise<void> {
    return ms <= 0 ? Promise.resolve() : new Promise((resolve) => this.after(ms, resolve));
  }

  dropAll(): void {
    this.handles.forEach((handle) => clearTimeout(handle));
    this.handles.clear();
  }
}
