import { useText } from '../texts/text.ts';

/** Two dates; or the first of them where the end is open. */
export function Period({ from, to }: { readonly from: string; readonly to: string | null }) {
  const t = useText();
  return <>{to === null ? t('organizations.fromOn', { from }) : t('organizations.fromTo', { from, to })}</>;
}
