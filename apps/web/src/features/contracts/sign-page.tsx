import { contractLayers } from '@guanyun/domain/contracts/contract-state.ts';
import { exemptionKinds, fundKinds } from '@guanyun/domain/contracts/tender-project.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Card, Flex, Skeleton } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Award, AwardField } from './award-field.tsx';
import { type Field, Fields, given, useFields, type Values } from './fields-form.tsx';
import { type Party, PartyField } from './party-field.tsx';
import { termFields, termsFrom } from './term-fields.ts';

const layers = contractLayers.slice(1);
type Layer = Exclude<(typeof contractLayers)[number], 'upstream'>;
type Parent = { readonly id: string; readonly number: string; readonly title: string };

const isDirect = (v: Values): boolean => v.origin === 'direct';
function fieldsOf(parent: Parent | null, award: Award | null, today: string): Field[] {
  const origins = parent === null ? ['direct', 'award', 'market'] : ['direct', 'award'];
  const asked = (v: Values): boolean => parent === null && v.origin !== 'market';
  return [
    {
      ...{ key: 'origin', label: 'life.origin', kind: 'choice', codes: origins, of: 'contractOrigin' },
      ...(award === null ? {} : { initial: 'award' }),
    },
    { key: 'layer', label: 'life.layer', kind: 'choice', codes: layers, of: 'contractLayer' },
    { key: 'title', label: 'contracts.contractTitle', kind: 'text', initial: award?.title ?? '' },
    { key: 'scope', label: 'life.scope', kind: 'text', optional: true },
    { key: 'amount', label: 'contracts.askAmount', kind: 'money', initial: award?.price ?? '' },
    {
      ...{ key: 'project', label: 'life.project', kind: 'text', optional: true },
      when: () => parent === null,
    },
    {
      key: 'fundKind',
      label: 'life.fundKind',
      kind: 'choice',
      codes: fundKinds,
      of: 'contracts',
      when: asked,
    },
    { key: 'fundAmount', label: 'life.fundAmount', kind: 'money', when: asked },
    {
      ...{ key: 'exemption', label: 'life.exemption', kind: 'choice', of: 'directCause', when: isDirect },
      codes: ['BELOW', ...exemptionKinds],
    },
    {
      ...{ key: 'capable', label: 'life.capable', kind: 'tick' },
      when: (v) => isDirect(v) && v.exemption === 'self_build',
    },
    { key: 'directText', label: 'life.directText', kind: 'text', when: isDirect },
    { key: 'separateReason', label: 'life.separateReason', kind: 'text', optional: true, when: isDirect },
    { key: 'decidedOn', label: 'life.decidedOn', kind: 'day', initial: today, max: today },
    { key: 'signedOn', label: 'contracts.signedOn', kind: 'day', initial: today, max: today },
    { key: 'completionDue', label: 'contracts.completionDue', kind: 'day' },
  ];
}

type Exemption = (typeof exemptionKinds)[number];
function exemptionOf(v: Values, paper: string | undefined) {
  if (v.origin !== 'direct' || v.exemption === 'BELOW' || v.exemption === undefined) return {};
  const proven = paper === undefined ? {} : { document: paper };
  const own =
    v.exemption === 'self_build' ? { claimant: 'tenderer' as const, capable: v.capable === 'yes' } : {};
  return { exemption: { kind: v.exemption as Exemption, ...own, ...proven } };
}
const fundsOf = (v: Values) =>
  v.fundAmount === undefined || v.fundAmount === ''
    ? {}
    : { funds: [{ kind: v.fundKind as (typeof fundKinds)[number], amount: v.fundAmount }] };

function SignForm({
  parent,
  awards,
  award,
  today,
}: {
  parent: Parent | null;
  awards: readonly Award[];
  award: Award | null;
  today: string;
}) {
  const t = useText();
  const navigate = useNavigate();
  const fields = useFields(fieldsOf(parent, award, today));
  const terms = useFields(termFields);
  const [party, setParty] = useState<Party | null>(award?.supplier ?? null);
  const [text, setText] = useState<Paper[]>([]);
  const [proof, setProof] = useState<Paper[]>([]);
  const v = fields.values ?? {};
  const document = text[0]?.digest;
  const ready = fields.values !== null && terms.values !== null && party !== null && document !== undefined;
  const grounded = isDirect(fields.typed) && fields.typed.exemption !== 'BELOW';
  return (
    <Flex vertical gap={16}>
      <Card>
        <Fields id="sign" fields={fields} />
        {grounded && (
          <PapersField
            papers={proof}
            onChange={(all) => setProof(all.slice(-1))}
            label={t('life.exemptionPaper')}
          />
        )}
      </Card>
      {fields.typed.origin === 'award' ? (
        <AwardField
          awards={awards}
          award={award}
          onChange={(id) =>
            void navigate({
              to: '/contracts/sign',
              search: { ...(parent === null ? {} : { from: parent.id }), award: id },
            })
          }
        />
      ) : (
        <PartyField party={party} onChange={setParty} />
      )}
      <Card title={t('life.terms')}>
        <Fields id="terms" fields={terms} />
      </Card>
      <Card>
        <Flex vertical gap={12}>
          <PapersField
            papers={text}
            onChange={(all) => setText(all.slice(-1))}
            label={t('life.contractText')}
          />
          <ActButton
            type="primary"
            disabled={!ready}
            confirm={t('life.signConfirm')}
            mutation={trpc.contracts.sign.mutationOptions()}
            input={{
              origin: (v.origin ?? 'direct') as 'direct' | 'award' | 'market',
              layer: (v.layer ?? 'works') as Layer,
              ...{ title: v.title ?? '', amount: v.amount ?? '', counterpartyId: party?.id ?? '' },
              ...{ decidedOn: v.decidedOn ?? '', signedOn: v.signedOn ?? '' },
              ...{ completionDue: v.completionDue ?? '', document: document ?? '' },
              terms: termsFrom(terms.values ?? {}),
              ...(parent === null ? {} : { parentId: parent.id }),
              ...given('scope', v.scope),
              ...given('project', v.project),
              ...(v.origin === 'award' && award !== null ? { awardId: award.id } : {}),
              ...given('directText', v.directText),
              ...given('separateReason', v.separateReason),
              ...fundsOf(v),
              ...exemptionOf(v, proof[0]?.digest),
            }}
            onDone={({ id }) => void navigate({ to: '/contracts/$id', params: { id } })}
          >
            {t('life.sign')}
          </ActButton>
        </Flex>
      </Card>
    </Flex>
  );
}

/** Signing of a contract below an entrusted one, or off the list. */
export default function SignPage() {
  const t = useText();
  const { from, award: awardId } = useSearch({ from: '/contracts/sign' });
  const me = useQuery(trpc.session.me.queryOptions());
  const parent = useQuery(trpc.contracts.get.queryOptions(from === undefined ? skipToken : { id: from }));
  const awards = useQuery(trpc.tenders.unsignedAwards.queryOptions());
  const error = me.error ?? parent.error ?? awards.error;
  if (error !== null) return <FailureAlert error={error} />;
  if (me.data === undefined || awards.data === undefined || (from !== undefined && parent.data === undefined))
    return <Skeleton active />;
  const above = parent.data ?? null;
  const award = awards.data.find(({ id }) => id === awardId) ?? null;
  return (
    <Page
      title={t('life.signTitle')}
      subtitle={t('life.signSubtitle')}
      crumbs={
        above === null ? null : (
          <Link to="/contracts/$id" params={{ id: above.id }}>
            {t('life.parent')} {above.number} {above.title}
          </Link>
        )
      }
    >
      <SignForm
        key={award?.id ?? ''}
        {...{ parent: above, awards: awards.data, award, today: me.data.today }}
      />
    </Page>
  );
}
