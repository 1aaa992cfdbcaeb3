import { useText } from '../texts/text.ts';

type Named = { readonly name: string };

/** Who did it and, under a delegation, for whom: both names stand on every act. */
export function Names({ person, onBehalfOf }: { readonly person: Named; readonly onBehalfOf: Named | null }) {
  const t = useText();
  if (onBehalfOf === null) return <>{person.name}</>;
  return <>{t('journal.onBehalf', { name: person.name, holder: onBehalfOf.name })}</>;
}
