import { postKinds, sideOf } from '@guanyun/domain/organizations/posts.ts';
import { Card, Flex, Form, Input, Select, Typography } from 'antd';
import { type ReactNode, useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type TextKey, useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type PostKind, type PostsView, placesFor } from './administration-data.ts';

type Draft = { personId: string; kind: PostKind | null; organizationId: string; from: string; to: string };
type Choice = { readonly value: string; readonly label: string };

function Field({ id, label, children }: { id: string; label: TextKey; children: ReactNode }) {
  const t = useText();
  return (
    <Form.Item label={t(label)} htmlFor={id} layout="vertical" required={id !== 'postTo'}>
      {children}
    </Form.Item>
  );
}

function Chosen(props: {
  readonly id: string;
  readonly value: string;
  readonly options: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}) {
  return (
    <Select
      id={props.id}
      style={{ width: 220, maxWidth: '100%' }}
      showSearch={{ optionFilterProp: 'label' }}
      {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
      value={props.value || null}
      onChange={(value: string | null) => props.onChange(value ?? '')}
      options={[...props.options]}
    />
  );
}

function Days({ draft, set }: { draft: Draft; set: (part: Partial<Draft>) => void }) {
  const day = (id: string, label: TextKey, value: string, change: (value: string) => void) => (
    <Field id={id} label={label}>
      <Input
        id={id}
        type="date"
        style={{ width: 170 }}
        value={value}
        onChange={(event) => change(event.target.value)}
      />
    </Field>
  );
  return (
    <>
      {day('postFrom', 'posts.from', draft.from, (from) => set({ from }))}
      {day('postTo', 'posts.to', draft.to, (to) => set({ to }))}
    </>
  );
}

/** A post for somebody on record, from a day on. */
export function NewPost({ view, today }: { readonly view: PostsView; readonly today: string }) {
  const t = useText();
  const code = useCode();
  const empty: Draft = { personId: '', kind: null, organizationId: '', from: today, to: '' };
  const [draft, setDraft] = useState(empty);
  const set = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const { kind } = draft;
  const places = kind === null ? [] : placesFor(view.organizations, kind);
  const person = view.persons.find((one) => one.id === draft.personId);
  const complete = person !== undefined && kind !== null && draft.organizationId !== '' && draft.from !== '';
  return (
    <Card title={t('posts.new')}>
      <Typography.Paragraph type="secondary">{t('posts.registered')}</Typography.Paragraph>
      <Flex wrap gap={16}>
        <Field id="postPerson" label="posts.person">
          <Chosen
            id="postPerson"
            placeholder={t('posts.choosePerson')}
            value={draft.personId}
            onChange={(personId) => set({ personId })}
            options={view.persons.map((one) => ({
              value: one.id,
              label: one.code === null ? one.name : `${one.name} ${one.code}`,
            }))}
          />
        </Field>
        <Field id="postKind" label="posts.kind">
          <Chosen
            id="postKind"
            value={kind ?? ''}
            onChange={(value) => set({ kind: value as PostKind, organizationId: '' })}
            options={postKinds
              .filter((value) => sideOf(value) !== 'supplier')
              .map((value) => ({ value, label: code('post', value) }))}
          />
        </Field>
        <Field id="postOrganization" label="posts.organization">
          <Chosen
            id="postOrganization"
            value={draft.organizationId}
            onChange={(organizationId) => set({ organizationId })}
            options={places.map((one) => ({ value: one.id, label: one.name }))}
          />
        </Field>
        <Days draft={draft} set={set} />
      </Flex>
      <ActButton
        type="primary"
        disabled={!complete}
        confirm={t('posts.confirmGrant', {
          name: person?.name ?? '',
          post: kind === null ? '' : code('post', kind),
        })}
        mutation={trpc.administration.grantPost.mutationOptions()}
        input={{ ...draft, kind: kind ?? 'company_handler', to: draft.to === '' ? null : draft.to }}
        onDone={() => setDraft(empty)}
      >
        {t('posts.grant')}
      </ActButton>
    </Card>
  );
}
