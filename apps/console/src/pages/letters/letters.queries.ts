import type { HandedIn, LetterDesk, LetterDetail, LetterPage } from '@sila/contracts';
import type { LetterView } from '@sila/domain';
import { useInfiniteQuery, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, apiUrl, keys, type Upload, uploadFile } from '../../api/index.js';

/** Letters of one view; with a reference the one under that barcode, wherever it stands. */
export function useLetters(view: LetterView, reference: string) {
  return useInfiniteQuery({
    queryKey: keys.letterList(view, reference),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<LetterPage>('/letters', { view, reference, cursor: pageParam }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
}

/** One letter with its pages. */
export function useLetter(id: string): UseQueryResult<LetterDetail> {
  return useQuery({
    queryKey: keys.letter(id),
    queryFn: ({ signal }) => api.get<LetterDetail>(`/letters/${id}`, undefined, signal),
  });
}

/** The accounts for which this person receives letters. */
export function useDesk(): UseQueryResult<LetterDesk> {
  return useQuery({
    queryKey: [...keys.letters, 'desk'],
    queryFn: ({ signal }) => api.get<LetterDesk>('/letters/desk', undefined, signal),
    staleTime: 60_000,
  });
}

/** Hands a scan in. */
export const handIn = (
  accountId: string,
  reference: string,
  file: File,
  onProgress: (part: number) => void,
): Upload<HandedIn> => uploadFile('/letters/scans', { accountId, reference }, file, onProgress);

/** Where the picture of a page is; pages are counted from 1. */
export const pageUrl = (id: string, page: number): string => apiUrl(`/letters/${id}/pages/${page}`);
