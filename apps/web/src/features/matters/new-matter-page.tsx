import './matters.css';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { Alert, Button, Card, Col, Flex, Form, type FormInstance, Popconfirm, Row, Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { failureOf, trpc } from '../../trpc.ts';
import { FactsForm, type FormValues } from './facts-form.tsx';
import { useKeptDraft } from './kept-draft.ts';
import { MatterChoice } from './matter-choice.tsx';
import type { Me, Proposal } from './matter-data.ts';
import { type Draft, draftOf, emptyDraft, proposalOf, startOf } from './proposal-draft.ts';
import type { MatterSlug } from './proposal-fields.ts';
import { ProposalForm, type Revision } from './proposal-form.tsx';
import { RouteAnswer } from './route-answer.tsx';

type Props = { me: Me; start: Draft; revision: Revision | null };

/** What the rules say of the facts last asked about; changed facts say so instead of showing an old answer. */
function useRoute(proposal: Proposal | null, id: string | undefined) {
  return useQuery(
    trpc.matters.preflight.queryOptions(
      proposal === null ? skipToken : { ...(id === undefined ? {} : { id }), proposal },
      { retry: false },
    ),
  );
}

/** What the server finds wrong with a field is said at the field. */
function useProblemsAtFields(form: FormInstance<FormValues>, matter: MatterSlug | null, error: unknown) {
  useEffect(() => {
    const failure = failureOf(error);
    if (matter === null || failure?.kind !== 'bad_input') return;
    form.setFields(
      failure.problems.map(({ path, message }) => ({
        name: [matter, path.replace(/^proposal\./, '')],
        errors: [message],
      })),
    );
  }, [form, matter, error]);
}

function Answer({ route, begun }: { route: ReturnType<typeof useRoute>; begun: boolean }) {
  const t = useText();
  if (route.error !== null) return <FailureAlert error={route.error} />;
  if (route.data !== undefined) return <RouteAnswer answer={route.data} />;
  return (
    <Card title={t('matters.answer')}>
      {route.isFetching && <Skeleton active />}
      {!route.isFetching && begun && <Alert type="warning" showIcon title={t('matters.answerStale')} />}
      {!route.isFetching && !begun && t('matters.answerWaiting')}
    </Card>
  );
}

function Editor({
  me,
  start,
  revision,
  storageKey,
  onDiscard,
}: Props & { storageKey: string; onDiscard: () => void }) {
  const t = useText();
  const [form] = Form.useForm<FormValues>();
  const kept = useKeptDraft(storageKey, start);
  const { draft, change } = kept;
  const companyId = me.post.organization.id;
  const proposal = draft.checked ? proposalOf(draft.facts, companyId) : null;
  const route = useRoute(proposal, revision?.id);
  const mayPropose = me.post.kind === 'company_handler';
  const ready = proposal !== null && route.data !== undefined && route.data.route.blocks.length === 0;
  const discard = (
    <Popconfirm
      title={t('matters.discardConfirm')}
      okText={t('act.confirm')}
      cancelText={t('act.cancel')}
      onConfirm={() => {
        kept.forget();
        onDiscard();
      }}
    >
      <Button>{t('matters.discard')}</Button>
    </Popconfirm>
  );
  const { matter, values } = draft.facts;
  useProblemsAtFields(form, matter, route.error);
  const choose = (chosen: MatterSlug): void =>
    change({
      facts: { matter: chosen, values: { [chosen]: startOf(chosen, me.today), ...values } },
      checked: false,
    });
  return (
    <Page
      crumbs={<Link to="/matters">{t('matters.title')}</Link>}
      title={t(revision === null ? 'matters.newTitle' : 'matters.reviseTitle')}
      subtitle={t(revision === null ? 'matters.newSubtitle' : 'matters.reviseSubtitle')}
      actions={discard}
    >
      {matter === null ? (
        <MatterChoice onChoose={choose} />
      ) : (
        <Row gutter={[16, 16]}>
          <Col xs={24} lg={14}>
            <FactsForm
              key={matter}
              form={form}
              matter={matter}
              values={values}
              ownerId={companyId}
              onEdit={(next) => change({ facts: { matter, values: next }, checked: false })}
              onAsk={() => change({ checked: true })}
              onOther={
                revision === null
                  ? () => change({ facts: { matter: null, values }, checked: false })
                  : undefined
              }
            />
          </Col>
          <Col xs={24} lg={10} aria-live="polite">
            <Answer route={route} begun={draft.title !== '' || Object.keys(draft.steps).length > 0} />
          </Col>
          {!mayPropose && (
            <Col span={24}>
              <Alert type="info" showIcon title={t('matters.notHandler')} />
            </Col>
          )}
          {ready && mayPropose && (
            <Col span={24}>
              <ProposalForm
                kept={kept}
                route={route.data.route}
                proposal={proposal}
                total={route.data.amount}
                revision={revision}
              />
            </Col>
          )}
        </Row>
      )}
    </Page>
  );
}

/** One editor for each draft; discarding starts a fresh one. */
function KeptEditor(props: Props) {
  const [round, setRound] = useState(0);
  const { me, revision } = props;
  // A draft belongs to the person, the company and the version it was begun on.
  const about = revision === null ? 'new' : `${revision.id}.${revision.version}`;
  const storageKey = `guanyun.matter-draft.${me.person.id}.${me.post.organization.id}.${about}`;
  return (
    <Editor
      key={`${storageKey}.${round}`}
      {...props}
      storageKey={storageKey}
      onDiscard={() => setRound(round + 1)}
    />
  );
}

/** A new matter, or one revised: facts, what the rules say, then the proposal. */
export default function NewMatterPage() {
  const t = useText();
  const { from } = useSearch({ from: '/matters/new' });
  const me = useQuery(trpc.session.me.queryOptions());
  const source = useQuery(trpc.matters.get.queryOptions(from === undefined ? skipToken : { id: from }));
  const error = me.error ?? source.error;
  if (error !== null) return <FailureAlert error={error} />;
  if (me.data === undefined || (from !== undefined && source.data === undefined)) return <Skeleton active />;
  if (me.data.post.side !== 'company')
    return (
      <Page title={t('matters.newTitle')}>
        <Flex vertical>
          <Alert type="info" showIcon title={t('matters.notHandler')} />
        </Flex>
      </Page>
    );
  return source.data === undefined ? (
    <KeptEditor me={me.data} start={emptyDraft()} revision={null} />
  ) : (
    <KeptEditor
      me={me.data}
      start={draftOf(source.data)}
      revision={{ id: source.data.id, version: source.data.contentVersion }}
    />
  );
}
