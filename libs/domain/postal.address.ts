/** Where a letter is sent, as the Saudi national address has it, or a post-office box. */
export interface PostalAddress {
  /** Building and street, or the post-office box. */
  readonly line: string;
  /** Empty where there is none. */
  readonly district: string;
  readonly city: string;
  /** Five digits (Saudi Post). */
  readonly postCode: string;
}

/** Whether a post code can be one: five digits, whatever digits they are typed in. */
export const POST_CODE = /^[1-9]\d{4}$/;

/** The lines below the name of who a letter is for. */
export function addressLines({ line, district, city, postCode }: PostalAddress): string[] {
  return [line, district, `${city} ${postCode}`].filter((text) => text !== '');
}
