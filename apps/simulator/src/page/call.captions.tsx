import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CallStep } from './api.calls.ts';
import { Icon, type IconName } from './icons.tsx';
import { useLook } from './look.state.ts';
import { scrollable } from './scrollable.props.ts';
import type { Words } from './words.ar.ts';

/** What was heard and done, oldest first; it stays at its end. */
export const CallCaptions = ({ steps }: { steps: readonly CallStep[] }) => {
  const { words } = useLook();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => ref.current?.scrollTo({ top: ref.current.scrollHeight }), [steps.length]);
  return (
    <div ref={ref} class="captions" role="log" aria-label={words.call.captions} {...scrollable}>
      {steps.map((step, index) => (
        <Caption key={`${step.at} ${index}`} step={step} />
      ))}
    </div>
  );
};

/** Speech as a bubble; what is done as a line with a sign; silence is not shown. */
const Caption = ({ step }: { step: CallStep }) => {
  const { words } = useLook();
  if (step.kind === 'say')
    return (
      <p class="caption" lang={step.language} dir="auto">
        {step.text}
      </p>
    );
  const line = lineOf(step, words);
  if (line === null) return null;
  return (
    <p class={`caption-line ${step.kind}`}>
      {line.icon ? <Icon name={line.icon} size={15} /> : null}
      <span>{line.text}</span>
    </p>
  );
};

type Line = { readonly text: string; readonly icon?: IconName };

const lineOf = ({ kind, text }: CallStep, { call }: Words): Line | null => {
  const lines: Partial<Record<CallStep['kind'], Line>> = {
    answer: { text: call.answered, icon: 'handset' },
    beep: { text: call.beep, icon: 'microphone' },
    end: { text: call.ended[text as keyof Words['call']['ended']], icon: 'hangup' },
    error: { text: call.error(text), icon: 'warning' },
    hold: { text: call.hold, icon: 'pause' },
    join: { text: call.joined, icon: 'person' },
    keys: { text: call.pressed(text) },
    leave: { text: call.left },
    music: { text: call.music, icon: 'music' },
    play: { text: `${call.played}: ${fileName(text)}`, icon: 'music' },
    queue: { text: call.queued, icon: 'clock' },
    resume: { text: call.resumed },
    voicemail: { text: call.voicemail(text), icon: 'microphone' },
  };
  return lines[kind] ?? null;
};

/** The last part of an address. */
const fileName = (url: string): string => url.split('?')[0]?.split('/').at(-1) ?? url;
