import { useEffect, useState } from 'react';

/**
 * What came of a step, shown beside the step that follows it: an answered check makes room at once. With the step after
 * that it is old news.
 * @param step the one that is shown, undefined while none is
 */
export function useNews(step: string | undefined): { news: string; tell: (news: string) => void } {
  const [told, setTold] = useState<{ text: string; at: string | undefined; beside: string | undefined }>();
  useEffect(() => {
    if (told === undefined || step === undefined || step === told.at || step === told.beside) return;
    setTold(told.beside === undefined ? { ...told, beside: step } : undefined);
  }, [told, step]);
  return { news: told?.text ?? '', tell: text => setTold({ text, at: step, beside: undefined }) };
}
