export type ChatMedia = {
  readonly url: string;
  readonly contentType: string;
  readonly fileName: string | null;
  readonly size: number;
};

export type ChatMessage = {
  readonly sid: string;
  readonly mine: boolean;
  readonly text: string;
  readonly at: string;
  /** Of the association's: delivered or read. Of the person's own: pending, taken or refused by Sila's webhook. */
  readonly status: string;
  readonly media: readonly ChatMedia[];
};

/** One beneficiary's chat with the association, as their phone shows it. */
export type Chat = {
  readonly address: string;
  readonly name: string | null;
  readonly unread: number;
  /** Whether the association may write freely now (the 24-hour window). */
  readonly windowOpen: boolean;
  readonly messages: readonly ChatMessage[];
};

/** A mail in full, as `GET /mail/:id` answers it. */
export type MailView = {
  readonly id: string;
  readonly messageId: string | null;
  readonly from: string;
  readonly fromName: string;
  readonly replyTo: string;
  readonly to: string;
  readonly subject: string;
  readonly at: string;
  readonly text: string;
  readonly hasHtml: boolean;
  readonly references: readonly string[];
  readonly attachments: readonly {
    readonly url: string;
    readonly fileName: string;
    readonly contentType: string;
    readonly size: number;
  }[];
};

/** A mail as its list shows it. */
export type MailSummary = {
  readonly id: string;
  readonly from: string;
  readonly fromName: string;
  readonly to: string;
  readonly subject: string;
  readonly at: string;
  readonly unread: boolean;
  readonly hasAttachments: boolean;
};
