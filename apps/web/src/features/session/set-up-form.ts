import { administratorKinds } from '@guanyun/domain/organizations/posts.ts';

/** The three administrators in the order in which the form asks for them. */
export const kinds = administratorKinds;
export type Kind = (typeof kinds)[number];

export type Appointed = { person: string; account: string; password: string; repeat: string };
export type SetUpForm = { zoneName: string } & Record<Kind, Appointed>;

/** What the server takes: the repeated passwords stay here. */
export function setUpInput(form: SetUpForm) {
  return {
    zoneName: form.zoneName.trim(),
    administrators: kinds.map((kind) => ({
      kind,
      person: form[kind].person.trim(),
      account: form[kind].account.trim(),
      password: form[kind].password,
    })),
  };
}

/** Whether another administrator of the form has this name or account. */
export function takenByOther(
  form: Partial<Record<Kind, Partial<Appointed>>>,
  kind: Kind,
  field: 'person' | 'account',
  value: string,
): boolean {
  const wanted = value.trim().toLowerCase();
  if (wanted === '') return false;
  return kinds.some((other) => other !== kind && form[other]?.[field]?.trim().toLowerCase() === wanted);
}
