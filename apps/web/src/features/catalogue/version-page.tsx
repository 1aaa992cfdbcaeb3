import './catalogue.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { Alert, Card, Flex, Skeleton, Tag } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Version } from './catalogue-data.ts';
import { DifferenceTable } from './difference-table.tsx';
import { DraftEditor } from './draft-editor.tsx';

function Acts({ version }: { readonly version: Version }) {
  const t = useText();
  const navigate = useNavigate();
  const { may } = version;
  if (may === null) return null;
  const input = { id: version.id, revision: version.revision };
  return (
    <Flex gap={8} wrap>
      {may.discard && (
        <ActButton
          danger
          confirm={t('catalogue.discardConfirm')}
          mutation={trpc.catalogue.discard.mutationOptions()}
          input={input}
          onDone={() => void navigate({ to: '/catalogue' })}
        >
          {t('catalogue.discard')}
        </ActButton>
      )}
      <ActButton
        type="primary"
        disabled={!may.release}
        confirm={t('catalogue.releaseConfirm', { from: version.effectiveFrom })}
        mutation={trpc.catalogue.release.mutationOptions()}
        input={input}
      >
        {t('catalogue.release')}
      </ActButton>
    </Flex>
  );
}

function Standing({ version }: { readonly version: Version }) {
  const t = useText();
  return (
    <>
      <StateTag kind="catalogue" state={version.state} />{' '}
      {version.retroactive && <Tag color="red">{t('catalogue.retroactive')}</Tag>}
      {t('catalogue.meta', { from: version.effectiveFrom, by: version.drafted.by })}
      {version.released !== null && t('catalogue.metaReleased', { by: version.released.by })}
    </>
  );
}

/** One version: what it changes, and for a draft the editor of whoever drafted it and the release by the other. */
export default function VersionPage() {
  const t = useText();
  const { id } = useParams({ from: '/catalogue/$id' });
  const { data: version, error } = useQuery(trpc.catalogue.version.queryOptions({ id }));
  const { data: catalogue, error: failed } = useQuery(trpc.catalogue.figures.queryOptions());
  if (error !== null || failed !== null) return <FailureAlert error={error ?? failed} />;
  if (version === undefined || catalogue === undefined) return <Skeleton active />;
  const { may } = version;
  return (
    <Page
      title={t('catalogue.versionTitle', { version: version.version })}
      subtitle={<Standing version={version} />}
      crumbs={<Link to="/catalogue">{t('catalogue.back')}</Link>}
      actions={<Acts version={version} />}
    >
      <Flex vertical gap={16}>
        {version.legalText !== null && (
          <Alert type="warning" showIcon title={t('catalogue.legalText')} description={version.legalText} />
        )}
        {may?.revise === true && <Alert type="info" showIcon title={t('catalogue.secondPerson')} />}
        {may?.revise === false && (
          <Alert type="info" showIcon title={t('catalogue.notYours', { by: version.drafted.by })} />
        )}
        <Card title={t('catalogue.difference', { version: version.replaces })}>
          <DifferenceTable catalogue={catalogue} version={version} />
        </Card>
        {may?.revise === true && <DraftEditor key={version.id} catalogue={catalogue} version={version} />}
      </Flex>
    </Page>
  );
}
