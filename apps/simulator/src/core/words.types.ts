/** The same words in both languages of the product. */
export type Bilingual = { readonly ar: string; readonly en: string };
