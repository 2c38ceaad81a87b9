import { create } from 'zustand';

interface PanelsState {
  readonly palette: boolean;
  readonly keysSheet: boolean;
}

/** Which of the shell's floating panels is open. */
export const usePanels = create<PanelsState>()(() => ({ palette: false, keysSheet: false }));

export const openPalette = (open = true): void => usePanels.setState({ palette: open });
export const openKeysSheet = (open = true): void => usePanels.setState({ keysSheet: open });
