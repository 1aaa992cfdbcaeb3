import { skipToken, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Alert, Card, Flex, Form, Input, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { KeptDraft } from './kept-draft.ts';
import { LinkedCase, useKeptLinks } from './linked-case.tsx';
import { contentOfLinks, emptyLinks, linksOfContent } from './linked-draft.ts';
import { MaterialsForm } from './materials-form.tsx';
import type { Proposal, Route } from './matter-data.ts';
import { PriorSteps } from './prior-steps.tsx';
import { papersOf } from './proposal-draft.ts';

/** The matter that is being revised, and the version that was seen. */
export type Revision = { id: string; version: number };

type Props = {
  kept: KeptDraft;
  route: Route;
  proposal: Proposal;
  /** The amount that the rules took, yuan; null where the matter has none. */
  total: string | null;
  revision: Revision | null;
};

type Links = ReturnType<typeof useKeptLinks>;

/** Materials asked for and not there yet. */
const lackingOf = (route: Route, { materials }: KeptDraft['draft']): string[] =>
  route.materials.flatMap(({ code }) => (materials[code] === undefined ? [code] : []));

/** What hangs on the case: begun empty, or as the case stands that is revised. */
function useLinks({ linksKey }: KeptDraft, revision: Revision | null): Links {
  const source = useQuery(trpc.matters.get.queryOptions(revision === null ? skipToken : { id: revision.id }));
  const start = source.data === undefined ? emptyLinks : linksOfContent(source.data.content);
  return useKeptLinks(linksKey, start);
}

/** Proposes, or saves a new version; the draft goes only once that is done. */
function Send({ kept, links, route, proposal, total, revision }: Props & { links: Links }) {
  const t = useText();
  const navigate = useNavigate();
  const title = kept.draft.title.trim();
  const linked = contentOfLinks(links.draft, lackingOf(route, kept.draft), total);
  const content = { title, proposal, ...papersOf(kept.draft, route), ...linked };
  const done = ({ id }: { id: string }): void => {
    kept.forget();
    void navigate({ to: '/matters/$id', params: { id } });
  };
  if (revision === null)
    return (
      <ActButton
        type="primary"
        disabled={title === '' || linked === null}
        mutation={trpc.matters.propose.mutationOptions()}
        input={content}
        onDone={done}
      >
        {t('matters.propose')}
      </ActButton>
    );
  return (
    <ActButton
      type="primary"
      disabled={title === '' || linked === null}
      mutation={trpc.matters.revise.mutationOptions()}
      input={{ ...content, ...revision }}
      onDone={done}
    >
      {t('matters.saveRevision')}
    </ActButton>
  );
}

/** Title, prior steps and materials, as the route asks for them. */
export function ProposalForm({ kept, route, proposal, total, revision }: Props) {
  const t = useText();
  const { draft, change } = kept;
  const links = useLinks(kept, revision);
  return (
    <Card title={t('matters.form')} extra={t('matters.kept')}>
      <Flex vertical gap={16}>
        <Form.Item
          label={t('matters.titleField')}
          htmlFor="matterTitle"
          layout="vertical"
          required
          style={{ marginBottom: 0 }}
        >
          <Input
            id="matterTitle"
            value={draft.title}
            maxLength={200}
            autoComplete="off"
            placeholder={t('matters.titleHint')}
            onChange={(event) => change({ title: event.target.value })}
          />
        </Form.Item>
        <section>
          <Typography.Title level={5}>{t('matters.priorSteps')}</Typography.Title>
          <PriorSteps
            asked={route.prerequisites}
            steps={draft.steps}
            onChange={(steps) => change({ steps })}
          />
        </section>
        <section>
          <Typography.Title level={5}>{t('matters.materials')}</Typography.Title>
          <MaterialsForm
            asked={route.materials}
            files={draft.materials}
            onChange={(next) => change((before) => ({ materials: next(before.materials) }))}
          />
        </section>
        <LinkedCase
          draft={links.draft}
          change={links.change}
          own={revision?.id ?? null}
          missing={lackingOf(route, draft).length}
          total={total}
        />
        <Typography.Text type="secondary">{t('matters.incompleteNote')}</Typography.Text>
        {draft.title.trim() === '' && <Alert type="info" showIcon title={t('matters.titleMissing')} />}
        {contentOfLinks(links.draft, [], total) === null && (
          <Alert type="info" showIcon title={t('linked.incomplete')} />
        )}
        <Send kept={kept} links={links} route={route} proposal={proposal} total={total} revision={revision} />
      </Flex>
    </Card>
  );
}
