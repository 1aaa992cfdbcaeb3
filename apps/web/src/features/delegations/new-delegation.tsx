import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';
import { Alert, Card, Flex, Form, Input, Radio, Select, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { DocumentUpload } from '../../components/document-upload.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { askedOf, type Candidates, type Draft, isComplete, type Me } from './delegation-data.ts';

type FieldProps = {
  readonly candidates: Candidates;
  readonly draft: Draft;
  readonly set: (part: Partial<Draft>) => void;
};

function Receiver({ candidates, draft, set }: FieldProps) {
  const t = useText();
  const code = useCode();
  return (
    <Form.Item label={t('delegations.receiver')} htmlFor="delegate" layout="vertical" required>
      <Select
        id="delegate"
        style={{ width: 320, maxWidth: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={t('delegations.chooseReceiver')}
        notFoundContent={t('delegations.nobody')}
        value={draft.receiverId || null}
        onChange={(receiverId: string | null) => set({ receiverId: receiverId ?? '' })}
        options={candidates.persons.map(({ person, posts }) => ({
          value: person.id,
          label: `${person.name} ${posts.map((post) => code('post', post)).join('、')}`,
        }))}
      />
    </Form.Item>
  );
}

function Period({ candidates, draft, set }: FieldProps) {
  const t = useText();
  const day = (id: string, label: string, value: string, change: (value: string) => void) => (
    <Form.Item label={label} htmlFor={id} layout="vertical" required>
      <Input
        id={id}
        type="date"
        style={{ width: 170 }}
        value={value}
        {...(candidates.latest === null ? {} : { max: candidates.latest })}
        onChange={(event) => change(event.target.value)}
      />
    </Form.Item>
  );
  return (
    <>
      {day('delegationFrom', t('delegations.from'), draft.from, (from) => set({ from }))}
      {day('delegationTo', t('delegations.to'), draft.to, (to) => set({ to }))}
    </>
  );
}

/** What a delegation may be at most, and on what that rests. */
function Limits({ candidates }: { readonly candidates: Candidates }) {
  const t = useText();
  const code = useCode();
  return (
    <Typography.Paragraph type="secondary">
      {t('delegations.limit', { days: candidates.limit.days })}
      {candidates.limit.basis.map((basis) => (
        <Tag key={basis.title} title={basis.title} style={{ margin: '0 8px' }}>
          {code('grade', basis.grade)}
        </Tag>
      ))}
      {t('delegations.personal')}
    </Typography.Paragraph>
  );
}

function Scope({ draft, set }: FieldProps) {
  const t = useText();
  const code = useCode();
  return (
    <Flex vertical gap={8} style={{ marginBottom: 16 }}>
      <Radio.Group
        aria-label={t('delegations.scope')}
        value={draft.some}
        onChange={(event) => set({ some: event.target.value === true })}
        options={[
          { value: false, label: t('delegations.all') },
          { value: true, label: t('delegations.some') },
        ]}
      />
      {draft.some && (
        <Select
          mode="multiple"
          aria-label={t('delegations.matters')}
          style={{ width: 520, maxWidth: '100%' }}
          placeholder={t('delegations.chooseMatters')}
          optionFilterProp="label"
          value={[...draft.matters]}
          onChange={(matters: Draft['matters']) => set({ matters })}
          options={matterSlugs.map((slug) => ({ value: slug, label: code('slug', slug) }))}
        />
      )}
    </Flex>
  );
}

function Paper({ candidates, draft, set }: FieldProps) {
  const t = useText();
  return (
    <Flex vertical gap={4} style={{ marginBottom: 16 }}>
      <span>
        {t('delegations.document')}{' '}
        <Tag color={candidates.needsDocument ? 'red' : 'default'}>
          {t(candidates.needsDocument ? 'delegations.documentNeeded' : 'delegations.documentOptional')}
        </Tag>
      </span>
      <Flex gap={8} align="center" wrap>
        {draft.document !== null && (
          <a href={`/documents/${draft.document.digest}`} download>
            {draft.document.name}
          </a>
        )}
        <DocumentUpload label={t('delegations.upload')} onDone={(document) => set({ document })} />
      </Flex>
    </Flex>
  );
}

const emptyOn = (today: string): Draft => ({
  receiverId: '',
  some: false,
  matters: [],
  from: today,
  to: '',
  document: null,
});

/** The post one wears, given to a colleague for a time. */
export function NewDelegation({ me, candidates }: { readonly me: Me; readonly candidates: Candidates }) {
  const t = useText();
  const code = useCode();
  const [draft, setDraft] = useState(() => emptyOn(me.today));
  const set = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { onBehalfOf } = me.post;
  const post = `${code('post', me.post.kind)} · ${me.post.organization.name}`;
  const fields = { candidates, draft, set };
  if (!candidates.mayGive)
    return (
      <Alert
        type="info"
        showIcon
        title={
          onBehalfOf === null ? t('delegations.cannot') : t('delegations.acting', { name: onBehalfOf.name })
        }
      />
    );
  const receiver = candidates.persons.find((one) => one.person.id === draft.receiverId);
  return (
    <Card title={t('delegations.new')}>
      <Typography.Paragraph>
        {t('delegations.post')}：<strong>{post}</strong>
      </Typography.Paragraph>
      <Flex wrap gap={16}>
        <Receiver {...fields} />
        <Period {...fields} />
      </Flex>
      <Scope {...fields} />
      <Paper {...fields} />
      <Limits candidates={candidates} />
      <ActButton
        type="primary"
        disabled={!isComplete(draft, candidates.needsDocument)}
        confirm={t('delegations.confirm', { name: receiver?.person.name ?? '', post })}
        mutation={trpc.delegations.give.mutationOptions()}
        input={askedOf(draft)}
        onDone={() => setDraft(emptyOn(me.today))}
      >
        {t('delegations.give')}
      </ActButton>
    </Card>
  );
}
