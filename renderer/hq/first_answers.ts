// What was asked before the program of the page was there (`first_questions.ts`); each answer is given once.

export type FirstAnswers = Map<string, Promise<Response>>;

declare global {
  interface Window {
    firstAnswers?: FirstAnswers;
  }
}

export function takeFirstAnswer(path: string): Promise<Response> | undefined {
  const answer = window.firstAnswers?.get(path);
  window.firstAnswers?.delete(path);
  return answer;
}
