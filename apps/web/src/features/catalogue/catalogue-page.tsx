import './catalogue.css';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Card, Flex, Input, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { say, useCode, useLanguage, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Catalogue, figuresIn, type Line } from './catalogue-data.ts';
import { FigureList } from './figure-list.tsx';
import { useLineName } from './figure-names.ts';
import { MatterChoice, PROCEDURE } from './matter-choice.tsx';
import { NewDraft } from './new-draft.tsx';
import { VersionsTable } from './versions-table.tsx';

/** What a line is, besides its figures: who proposes, on what law, with which papers. */
function LineFacts({ line }: { readonly line: Line }) {
  const t = useText();
  const spoken = useLanguage();
  const code = useCode();
  const sources = line.basis.map(
    ({ title, article = '', grade }) => `${title}${article} [${code('grade', grade)}]`,
  );
  return (
    <Typography.Paragraph type="secondary">
      {t('catalogue.proposer', { proposer: say(line.proposer, spoken) })}
      <br />
      {t('catalogue.sources', { sources: sources.join('、') })}
    </Typography.Paragraph>
  );
}

function Lines({ catalogue }: { readonly catalogue: Catalogue }) {
  const t = useText();
  const nameOf = useLineName();
  const navigate = useNavigate();
  const { tab = catalogue.lines[0]?.slug ?? PROCEDURE } = useSearch({ from: '/catalogue' });
  const [words, setWords] = useState('');
  const line = catalogue.lines.find((one) => one.slug === tab);
  return (
    <div className="catalogue-body">
      <MatterChoice
        catalogue={catalogue}
        chosen={tab}
        onChoose={(chosen) => void navigate({ to: '/catalogue', search: { tab: chosen } })}
      />
      <Card
        title={line === undefined ? t('catalogue.procedure') : nameOf(line)}
        extra={
          <Input
            allowClear
            aria-label={t('catalogue.search')}
            placeholder={t('catalogue.search')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        }
      >
        {line !== undefined && <LineFacts line={line} />}
        <FigureList figures={figuresIn(catalogue.figures, line?.slug ?? null, words)} />
      </Card>
    </div>
  );
}

/** The catalogue: its versions, and the fourteen with every figure in force and where it comes from. */
export default function CataloguePage() {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const figures = useQuery(trpc.catalogue.figures.queryOptions());
  const versions = useQuery(trpc.catalogue.versions.queryOptions());
  const { data } = figures;
  return (
    <Page
      title={t('catalogue.title')}
      {...(data === undefined
        ? {}
        : { subtitle: t('catalogue.subtitle', { on: data.on, version: data.version }) })}
    >
      <FailureAlert error={figures.error ?? versions.error} />
      <Flex vertical gap={16}>
        {me.data?.post.kind === 'catalogue_admin' && <NewDraft today={me.data.today} />}
        <Card size="small" title={t('catalogue.versions')}>
          {versions.data === undefined ? <Skeleton active /> : <VersionsTable versions={versions.data} />}
        </Card>
        {data === undefined ? <Skeleton active paragraph={{ rows: 12 }} /> : <Lines catalogue={data} />}
      </Flex>
    </Page>
  );
}
