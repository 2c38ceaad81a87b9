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
