import { create } from 'zustand';

interface InterviewState {
  /** The conversation beside which interviews are shown, and the one that is open. */
  readonly open: { readonly conversationId: string; readonly interviewId: string | null } | null;
}

/** Whether interviews stand beside the thread instead of the person's details. */
export const useInterviewPanel = create<InterviewState>()(() => ({ open: null }));

export const openInterviews = (conversationId: string, interviewId: string | null = null): void =>
  useInterviewPanel.setState({ open: { conversationId, interviewId } });

export const closeInterviews = (): void => useInterviewPanel.setState({ open: null });
