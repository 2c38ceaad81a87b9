import type { WaitingRoom } from '@sila/contracts';
import { playChime } from '../shell/chime.js';
import { spoken } from './waiting-room.texts.js';

const AFTER_CHIME_MS = 900;
const VOICES = { ar: 'ar-SA', en: 'en-GB' } as const;

/** A chime, then the number in Arabic and in English, by the browser's own voices where it has some. */
export async function announce({ label, counter }: WaitingRoom['calls'][number]): Promise<void> {
  playChime();
  if (!('speechSynthesis' in window)) return;
  await new Promise((resolve) => setTimeout(resolve, AFTER_CHIME_MS));
  const words = spoken(label, counter);
  for (const language of ['ar', 'en'] as const) {
    const speech = new SpeechSynthesisUtterance(words[language]);
    speech.lang = VOICES[language];
    speech.rate = 0.9;
    window.speechSynthesis.speak(speech);
  }
}
