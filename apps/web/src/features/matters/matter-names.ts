import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** The fourteen by their names in the catalogue, in its order: in the filter, the table and the workbook alike. */
export function useMatterNames(): readonly { slug: string; name: string }[] {
  const language = useLanguage();
  const { data = [] } = useQuery(trpc.matters.catalogue.queryOptions());
  return data.map(({ slug, title }) => ({ slug, name: title[language] }));
}
