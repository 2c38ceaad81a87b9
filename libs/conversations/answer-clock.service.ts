import { Injectable } from '@nestjs/common';
import { SettingService } from '@sila/directory';
import { type AnswerDue, answerDue, type Wait } from '@sila/domain';

/** Times that are remembered; each takes half a millisecond to count in opening hours. */
const REMEMBERED = 50_000;

/** Says until when people who wait were promised an answer, by the settings in force. */
@Injectable()
export class AnswerClock {
  private remembered = new Map<string, AnswerDue | null>();
  private versions = '';

  constructor(private readonly settings: SettingService) {}

  /** A function that answers for any wait, by the settings as they are now. */
  async read(): Promise<(wait: Wait) => AnswerDue | null> {
    const [promises, association] = await Promise.all([
      this.settings.promises(),
      this.settings.association(),
    ]);
    const versions = `${promises.version} ${association.version}`;
    if (versions !== this.versions || this.remembered.size > REMEMBERED) {
      this.remembered = new Map();
      this.versions = versions;
    }
    const { remembered } = this;
    return (wait) => {
      const key = [wait.queueId, wait.channel, wait.priority, wait.answered, wait.since.getTime()].join(' ');
      const known = remembered.get(key);
      if (known !== undefined) return known;
      const due = answerDue(promises.value.rules, wait, association.value.hours);
      remembered.set(key, due);
      return due;
    };
  }
}
