import type { Me } from '@sila/contracts';

/** Acts of the server's policy table that decide which screens there are; the server refuses the others anyway. */
export type StaffAct =
  | 'conversation.read'
  | 'queue.live'
  | 'queue.steer'
  | 'report.read'
  | 'colleague.list'
  | 'staff.manage'
  | 'queue.manage'
  | 'channel.manage'
  | 'routing.manage'
  | 'settings.manage'
  | 'dead-letters.manage';

/** Whether this person's role allows an act. */
export const may = (me: Me, act: StaffAct): boolean => me.may.includes(act);
