import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { SaveDraft } from '@sila/contracts';
import { DraftWriter } from './draft.writer.js';

const reply = (text: string): SaveDraft => ({ kind: 'reply', text });

/** A server that answers when it is told to. */
function slowServer() {
  const saved: string[] = [];
  const answers: (() => void)[] = [];
  const writer = new DraftWriter({
    save: (_id, { text }) =>
      new Promise<void>((resolve) => answers.push(() => (saved.push(text), resolve()))),
    onSaved: () => undefined,
  });
  const answer = async () => {
    answers.shift()?.();
    await jest.advanceTimersByTimeAsync(0);
  };
  return { saved, answers, writer, answer };
}

describe('saving drafts', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('waits for a pause and saves the newest', async () => {
    const { writer, answers, saved, answer } = slowServer();
    writer.write('c', reply('س'));
    await jest.advanceTimersByTimeAsync(500);
    writer.write('c', reply('سلام'));
    await jest.advanceTimersByTimeAsync(799);
    expect(answers).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(1);
    await answer();
    expect(saved).toEqual(['سلام']);
  });

  it('saves one at a time, so that a slow save cannot revive a sent draft', async () => {
    const { writer, answers, saved, answer } = slowServer();
    writer.write('c', reply('تفضل'));
    await jest.advanceTimersByTimeAsync(800);
    writer.discard('c', 'reply');
    await jest.advanceTimersByTimeAsync(0);
    expect(answers).toHaveLength(1);
    await answer();
    await answer();
    expect(saved).toEqual(['تفضل', '']);
  });

  it('keeps conversations apart', async () => {
    const { writer, answers } = slowServer();
    writer.write('c', reply('1'));
    writer.write('d', reply('2'));
    await jest.advanceTimersByTimeAsync(800);
    expect(answers).toHaveLength(2);
  });

  it('tries again after a failure, unless something newer was written', async () => {
    const tried: string[] = [];
    const writer = new DraftWriter({
      save: (_id, { text }) => {
        tried.push(text);
        return tried.length === 1 ? Promise.reject(new Error('down')) : Promise.resolve();
      },
      onSaved: () => undefined,
    });
    writer.write('c', reply('أ'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(tried).toEqual(['أ', 'أ']);
  });
});
