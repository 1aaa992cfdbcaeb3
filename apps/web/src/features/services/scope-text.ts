import { useCode, useText } from '../../texts/text.ts';

/** What a part of a scope covers, in words: a whole area, or one procedure. */
export function useScopeText(): (part: string) => string {
  const t = useText();
  const code = useCode();
  return (part) => {
    if (part === 'documents.keep') return t('services.keepDocument');
    if (!part.includes('.')) return t('services.wholeArea', { area: code('area', part) });
    const act = code('act', part);
    return act === part ? code('procedure', part) : act;
  };
}
