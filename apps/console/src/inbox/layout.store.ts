import { create } from 'zustand';

/** Bounds of the list's width, in pixels. */
export const LIST_WIDTH = { least: 280, usual: 348, most: 420 } as const;

const KEY = 'sila.layout';

interface Layout {
  readonly listWidth: number;
  readonly listHidden: boolean;
  /** The details beside the thread, where there is room for them. */
  readonly panelHidden: boolean;
}

interface LayoutState extends Layout {
  /** The details as a drawer, where there is none. */
  readonly drawerOpen: boolean;
  readonly setListWidth: (width: number) => void;
  readonly toggleList: () => void;
  readonly togglePanel: () => void;
  readonly setDrawer: (open: boolean) => void;
}

const usual: Layout = { listWidth: LIST_WIDTH.usual, listHidden: false, panelHidden: false };

function stored(): Layout {
  try {
    return { ...usual, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Layout>) };
  } catch {
    return usual;
  }
}

const panelHasRoom = (): boolean => matchMedia('(width >= 1280px)').matches;

/** How the panes of the inbox stand; kept on the device. */
export const useLayout = create<LayoutState>()((set, get) => {
  const keep = (change: Partial<Layout>) => {
    set(change);
    const { listWidth, listHidden, panelHidden } = get();
    localStorage.setItem(KEY, JSON.stringify({ listWidth, listHidden, panelHidden }));
  };
  return {
    ...stored(),
    drawerOpen: false,
    setListWidth: (width) =>
      keep({ listWidth: Math.round(Math.min(LIST_WIDTH.most, Math.max(LIST_WIDTH.least, width))) }),
    toggleList: () => keep({ listHidden: !get().listHidden }),
    togglePanel: () =>
      panelHasRoom() ? keep({ panelHidden: !get().panelHidden }) : set({ drawerOpen: !get().drawerOpen }),
    setDrawer: (drawerOpen) => set({ drawerOpen }),
  };
});
