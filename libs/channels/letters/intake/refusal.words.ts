/** Why a file that a scanner left was not taken in. */
export type RefusalReason = 'empty' | 'too-large' | 'not-a-scan' | 'unreadable';

/** What the file beside it says, for whoever looks into the folder. */
export const REFUSAL_WORDS: Readonly<Record<RefusalReason, string>> = {
  empty: 'الملف فارغ، فيُرجى مسح الخطاب مرة أخرى.\nThe file is empty. Please scan the letter again.\n',
  'too-large':
    'حجم الملف أكبر من 25 ميغابايت، فيُرجى مسحه بدقة 300 نقطة في البوصة.\nThe file is larger than 25 MiB. Please scan it at 300 dots per inch.\n',
  unreadable:
    'لا يملك النظام صلاحية قراءة الملف، فيُرجى تصحيح صلاحياته وإعادته إلى المجلد.\nThe file may not be read. Please correct its rights and put it back.\n',
  'not-a-scan':
    'الملف ليس مسحًا ضوئيًّا. تُقبل صيغ PDF وJPEG وPNG وTIFF وWebP.\nThis is no scan. PDF, JPEG, PNG, TIFF and WebP are accepted.\n',
};
