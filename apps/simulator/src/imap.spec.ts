import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Simulator } from './simulator.js';
import { startTestSimulator, testMailbox } from './spec.harness.js';

/** Speaks IMAP by hand: sends a line, collects what comes until the awaited words. */
class Conversation {
  private heard = '';

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (this.heard += chunk));
  }

  static async begin(port: number): Promise<Conversation> {
    const socket = connect(port, '127.0.0.1');
    const conversation = new Conversation(socket);
    await once(socket, 'connect');
    await conversation.hear(/^\* OK .*\r\n/);
    return conversation;
  }

  async say(text: string, until: RegExp): Promise<string> {
    this.socket.write(`${text}\r\n`, 'latin1');
    return this.hear(until);
  }

  async hear(until: RegExp): Promise<string> {
    while (!until.test(this.heard)) await once(this.socket, 'data');
    const heard = this.heard;
    this.heard = '';
    return heard;
  }

  end(): void {
    this.socket.destroy();
  }
}

describe('IMAP, word by word', () => {
  let simulator: Simulator;
  let talk: Conversation;

  beforeAll(async () => {
    simulator = await startTestSimulator();
    talk = await Conversation.begin(simulator.imapPort);
  });

  afterAll(async () => {
    talk.end();
    await simulator.stop();
  });

  it('wants a sign-in first, and takes LOGIN with a synchronising literal', async () => {
    expect(await talk.say('a0 SELECT INBOX', /a0 /)).toMatch(/^a0 BAD/);
    expect(await talk.say('a1 LOGIN help "wrong"', /a1 /)).toMatch(/^a1 NO \[AUTHENTICATIONFAILED\]/);
    await talk.say(`a2 LOGIN help {${testMailbox.password.length}}`, /^\+ /);
    expect(await talk.say(testMailbox.password, /a2 /)).toMatch(/^a2 OK \[CAPABILITY IMAP4rev1/);
  });

  it('takes AUTHENTICATE PLAIN with and without an initial response', async () => {
    const response = Buffer.from(`\0${testMailbox.user}\0${testMailbox.password}`).toString('base64');
    const other = await Conversation.begin(simulator.imapPort);
    expect(await other.say(`p1 AUTHENTICATE PLAIN ${response}`, /p1 /)).toMatch(/p1 OK/);
    await other.say('p2 AUTHENTICATE PLAIN', /^\+ /);
    expect(await other.say(response, /p2 /)).toMatch(/p2 OK/);
    other.end();
  });

  it('names its folders', async () => {
    expect(await talk.say('l1 LSUB "" "*"', /l1 /)).toContain('* LSUB (\\HasNoChildren \\Sent) "/" "Sent"');
    expect(await talk.say('l2 LIST "" ""', /l2 /)).toContain('* LIST (\\Noselect) "/" ""');
    expect(await talk.say('l3 STATUS Sent (MESSAGES UNSEEN)', /l3 /)).toContain(
      '* STATUS "Sent" (MESSAGES 0 UNSEEN 0)',
    );
    expect(await talk.say('l4 SELECT Nowhere', /l4 /)).toMatch(/l4 NO \[TRYCREATE\]/);
  });

  it('appends, copies, flags, searches, fetches in part and expunges', async () => {
    await talk.say('c1 SELECT INBOX', /c1 OK/);
    expect(
      await talk.say(
        'c2 APPEND INBOX (\\Flagged) "02-Jan-2026 03:04:05 +0000" {21+}\r\nSubject: one\r\n\r\nhello',
        /c2 /,
      ),
    ).toMatch(/\* 1 EXISTS[\s\S]*c2 OK \[APPENDUID \d+ 1\]/);
    await talk.say('c3 APPEND INBOX {21+}\r\nSubject: two\r\n\r\nworld', /c3 OK/);
    expect(await talk.say('c4 UID FETCH 1 (INTERNALDATE BODY.PEEK[TEXT]<1.3>)', /c4 /)).toContain(
      '* 1 FETCH (UID 1 INTERNALDATE " 2-Jan-2026 03:04:05 +0000" BODY[TEXT]<1> {3}\r\nell)',
    );
    expect(await talk.say('c5 SEARCH OR SUBJECT two FLAGGED NOT BEFORE 3-Jan-2026', /c5 /)).toContain(
      '* SEARCH 2\r\n',
    );
    expect(await talk.say('c6 UID COPY 1:2 Archive', /c6 /)).toMatch(/c6 OK \[COPYUID \d+ 1:2 1:2\]/);
    expect(await talk.say('c7 STORE 1 +FLAGS (\\Deleted)', /c7 /)).toContain(
      '* 1 FETCH (FLAGS (\\Flagged \\Deleted))',
    );
    expect(await talk.say('c8 EXPUNGE', /c8 /)).toContain('* 1 EXPUNGE');
    expect(await talk.say('c9 FETCH 1 BODY[HEADER]', /c9 /)).toContain('Subject: two');
    expect(await talk.say('c10 UID SEARCH SEEN', /c10 /)).toContain('* SEARCH 2\r\n');
    expect(await talk.say('c11 FETCH 1 COLOUR', /c11 /)).toMatch(/c11 BAD/);
    expect(await talk.say('c12 CLOSE', /c12 /)).toMatch(/^c12 OK/);
    expect(await talk.say('c13 LOGOUT', /c13 /)).toContain('* BYE');
  });
});
