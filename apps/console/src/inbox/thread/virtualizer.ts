/** The virtual list of the thread. */
export { useVirtualizer } from '@tanstack/react-virtual';
