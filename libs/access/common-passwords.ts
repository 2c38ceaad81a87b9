/** Passwords that everybody tries first, with the words of this field in Arabic and English. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `password passw0rd p@ssword p@ssw0rd password1 password12 password123 password1234 passwordpassword
  qwertyuiop qwerty123456 qwerty12345 1q2w3e4r5t 1q2w3e4r5t6y q1w2e3r4t5 asdfghjkl1 asdfghjkl; zxcvbnm123 qazwsxedc 1qaz2wsx3edc
  1234567890 0123456789 9876543210 0987654321 12345678910 123456789a a123456789 123123123123 1234512345 112233445566
  administrator admin12345 admin123456 adminadmin superadmin supervisor letmein123 letmeinplease welcome123 welcome1234
  iloveyou iloveyou12 changeme changeme123 changeit123 temporary temporary1 default123 secret123 mysecret123
  sunshine princess football baseball superman trustno1 dragon monkey master hunter2 whatever internet computer
  charity association jamiyah jamiyya orphans aytam ramadan ramadan1447 ramadan1448 muhammad mohammed abdullah
  saudiarabia riyadh123 alriyadh makkah1234 bismillah alhamdulillah subhanallah allahuakbar
  كلمةالسر كلمةالمرور كلمة_المرور الجمعية الأيتام رمضان محمد عبدالله السعودية بسمالله الحمدلله`
    .split(/\s+/)
    .filter((word) => word !== ''),
);
