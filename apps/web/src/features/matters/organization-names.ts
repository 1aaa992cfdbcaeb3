import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../trpc.ts';

/** Every organisation as a choice, and how to name one by its id. */
export function useOrganizationChoices() {
  const { data = [] } = useQuery(trpc.organizations.companies.queryOptions());
  const choices = data.map(({ id, name, code, kind }) => ({ value: id, label: name || code, kind }));
  return { choices, nameOf: (id: string) => choices.find((one) => one.value === id)?.label ?? id };
}
