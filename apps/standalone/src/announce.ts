/** A person of the first staff, with the password that works once. */
export interface FirstSignIn {
  readonly email: string;
  readonly password: string;
  readonly role: { readonly ar: string; readonly en: string };
}

export interface Announcement {
  readonly consoleUrl: string;
  readonly simulatorUrl: string | null;
  /** Empty when this was not the first start. */
  readonly signIns: readonly FirstSignIn[];
  /** The link that makes the first administrator; null when there is one already. */
  readonly administratorLink: string | null;
  /** Where data lies, when that is not the data folder. */
  readonly movedTo: { readonly folder: string; readonly userName: string } | null;
  /** Databases of this folder that nothing uses any more. */
  readonly abandoned: readonly string[];
}

/** The lines that tell a person what to do now, in Arabic and English; each line in one language only, for terminals. */
export function announcementLines(said: Announcement): string[] {
  return [
    '',
    '  صلة تعمل الآن',
    '  Sila is running',
    '',
    ...address('واجهة الموظفين', 'Console', said.consoleUrl),
    ...(said.simulatorUrl
      ? address(
          'المحاكي: جوال المستفيد وبريده',
          "Simulator: the beneficiary's phone and mailbox",
          said.simulatorUrl,
        )
      : []),
    ...signInLines(said.signIns),
    ...administratorLines(said.administratorLink),
    ...movedLines(said),
    '',
    '  للإيقاف: Ctrl-C',
    '  To stop: Ctrl-C',
    '',
  ];
}

function address(arabic: string, english: string, url: string): string[] {
  return [`  ${arabic}`, `  ${english}`, `      ${url}`, ''];
}

function signInLines(signIns: readonly FirstSignIn[]): string[] {
  if (signIns.length === 0) return [];
  const width = Math.max(...signIns.map((one) => one.email.length));
  return [
    '  كلمات مرور لمرة واحدة (تُستبدل عند أول دخول)',
    '  One-time passwords (replaced at the first sign-in)',
    ...signIns.map(
      (one) => `      ${one.email.padEnd(width)}  ${one.password}   ${one.role.en} · ${one.role.ar}`,
    ),
    '',
  ];
}

function administratorLines(link: string | null): string[] {
  if (!link) return [];
  return [
    '  رابط لمرة واحدة لإنشاء حساب مدير النظام',
    '  One-time link that makes the administrator',
    `      ${link}`,
    '',
  ];
}

function movedLines({ movedTo, abandoned }: Announcement): string[] {
  const moved = movedTo
    ? [
        '  قاعدة البيانات خارج مجلد البيانات، لأن مستخدمها لا يستطيع دخوله',
        `  The database lies outside the data folder, which its user "${movedTo.userName}" cannot enter`,
        `      ${movedTo.folder}`,
      ]
    : [];
  if (abandoned.length === 0) return moved;
  return [
    ...moved,
    '  قواعد بيانات سابقة لهذا المجلد لم تعد مستخدمة، ويمكن حذفها',
    '  Earlier databases of this folder, no longer used; they may be deleted',
    ...abandoned.map((folder) => `      ${folder}`),
  ];
}
