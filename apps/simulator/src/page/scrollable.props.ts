/** For a region that scrolls and holds nothing to focus: the keyboard must be able to reach and scroll it (WCAG 2.1.1). */
export const scrollable = { tabIndex: 0 } as const;
