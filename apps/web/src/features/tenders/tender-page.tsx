import { skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Card, Flex, InputNumber, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { ReadingsCard } from '../../components/readings-card.tsx';
import { ReleasesCard } from '../../components/releases-card.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useText } from '../../texts/text.ts';
import { queryClient, trpc } from '../../trpc.ts';
import { download, fromBase64 } from './bytes.ts';
import { EvaluatePanel } from './evaluate-panel.tsx';
import { EvaluationCard } from './evaluation-card.tsx';
import { GiveShare, KeyCeremony } from './key-panel.tsx';
import { AnswerForm, ChangePanel, EndPanel, OpenPanel, PublishPanel } from './notice-panels.tsx';
import { CommitSeed, DrawPanel, PanelCard } from './panel-card.tsx';
import type { Tender } from './tender-data.ts';
import { FactsCard, ObjectionsCard, OpeningCard, PapersCard, ResultCard } from './tender-facts.tsx';
import { TenderLineBar } from './tender-line.tsx';

function JudgedCard({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const judged = tender.judged as { lots: { id: string; because: string }[]; reasons: unknown[] };
  return (
    <Card title={t('tenders.judged')} extra={<Why reasons={judged.reasons} />}>
      {judged.lots.map((lot) => (
        <div key={lot.id}>
          {lot.id}：{lot.because}
        </div>
      ))}
      <span className="tender-digest">{tender.judgedDigest}</span>
    </Card>
  );
}

function PublicizePanel({ tender }: { readonly tender: Tender }) {
  const t = useText();
  const [days, setDays] = useState(3);
  return (
    <Card title={t('tenders.publicize')} data-testid="publicize">
      <Flex gap={12} align="center" wrap>
        <label htmlFor="publicityDays">{t('tenders.publicityDays')}</label>
        <InputNumber
          id="publicityDays"
          min={3}
          max={60}
          value={days}
          onChange={(value) => setDays(value ?? 3)}
        />
        <ActButton
          type="primary"
          mutation={trpc.tenders.publicize.mutationOptions()}
          input={{ id: tender.id, days }}
        >
          {t('tenders.publicize')}
        </ActButton>
      </Flex>
    </Card>
  );
}

/** The contract is signed where contracts are; shown to whoever has this award before them. */
function SignAward({ awardId }: { awardId: string | undefined }) {
  const t = useText();
  const me = useQuery(trpc.session.me.queryOptions());
  const company = me.data?.post.side === 'company';
  const open = useQuery(trpc.tenders.unsignedAwards.queryOptions(company ? undefined : skipToken));
  if (awardId === undefined || !open.data?.some(({ id }) => id === awardId)) return null;
  return (
    <Link to="/contracts/sign" search={{ award: awardId }}>
      <Button type="primary">{t('tenders.signAward')}</Button>
    </Link>
  );
}

function AwardPanel({ tender }: { readonly tender: Tender }) {
  const t = useText();
  return (
    <Card title={t('tenders.award')} data-testid="award-panel">
      <Typography.Paragraph>
        {t('tenders.awardHint', { to: tender.publicityEnds ?? '' })}
      </Typography.Paragraph>
      <ActButton
        type="primary"
        confirm={t('tenders.awardConfirm')}
        mutation={trpc.tenders.award.mutationOptions()}
        input={{ id: tender.id }}
      >
        {t('tenders.award')}
      </ActButton>
    </Card>
  );
}

/** The papers in an opened bid, read out of its envelope. */
function BidPapers({ tender, bidId }: { readonly tender: Tender; readonly bidId: string }) {
  const t = useText();
  const read = useMutation({
    mutationFn: () => queryClient.fetchQuery(trpc.tenders.openedBid.queryOptions({ id: tender.id, bidId })),
  });
  return (
    <Flex vertical gap={4} align="start">
      {read.data === undefined ? (
        <Button size="small" loading={read.isPending} onClick={() => read.mutate()}>
          {t('tenders.readBid')}
        </Button>
      ) : (
        <>
          <span>{t('tenders.signedBy', { name: read.data.signedBy })}</span>
          <span>{read.data.statement}</span>
          {read.data.papers.map((paper) => (
            <Button
              key={paper.name}
              size="small"
              onClick={() =>
                download(paper.name, new Blob([fromBase64(paper.data)], { type: paper.mediaType }))
              }
            >
              {paper.name}
            </Button>
          ))}
        </>
      )}
      <FailureAlert error={read.error} />
    </Flex>
  );
}

/** What can be done now, by whoever looks. */
function NextActs({ tender, today }: { readonly tender: Tender; readonly today: string }) {
  const may = (act: string): boolean => tender.may.includes(act);
  return (
    <>
      {may('makeKey') && <KeyCeremony tender={tender} />}
      {may('publish') && <PublishPanel tender={tender} today={today} />}
      {may('giveShare') && <GiveShare tender={tender} />}
      <OpenPanel tender={tender} />
      {may('commitSeed') && <CommitSeed tender={tender} />}
      {may('drawPanel') && <DrawPanel tender={tender} />}
      {may('evaluate') && <EvaluatePanel tender={tender} />}
      {may('publicize') && <PublicizePanel tender={tender} />}
      {may('award') && <AwardPanel tender={tender} />}
      {may('change') && <ChangePanel tender={tender} />}
    </>
  );
}

/** One tender: its line, the next act, and everything that it stands on. */
export default function TenderPage() {
  const t = useText();
  const { id } = useParams({ from: '/tenders/$id' });
  const { data: tender, error } = useQuery(trpc.tenders.get.queryOptions({ id }));
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  if (error !== null) return <FailureAlert error={error} />;
  if (tender === undefined || me === undefined) return <Skeleton active />;
  const may = (act: string): boolean => tender.may.includes(act);
  const answers = me.post.side === 'committee' ? ['complaint'] : ['documents', 'result'];
  return (
    <Page
      title={tender.title}
      subtitle={
        <>
          {tender.number} <StateTag kind="tender" state={tender.state} />
        </>
      }
    >
      <Flex vertical gap={16}>
        <Card>
          <TenderLineBar tender={tender} />
        </Card>
        <ObjectionsCard
          tender={tender}
          action={(one) =>
            may('answer') && answers.includes(one.kind) ? (
              <AnswerForm tenderId={tender.id} objectionId={one.id} />
            ) : null
          }
        />
        <NextActs tender={tender} today={me.today} />
        <ResultCard tender={tender} action={<SignAward awardId={tender.award?.id} />} />
        <EvaluationCard tender={tender} />
        <PanelCard tender={tender} />
        <OpeningCard
          tender={tender}
          action={(bid) =>
            bid.outcome === 'opened' ? <BidPapers tender={tender} bidId={bid.bidId} /> : null
          }
        />
        <FactsCard tender={tender} />
        <PapersCard tender={tender} />
        <JudgedCard tender={tender} />
        <EndPanel tender={tender} />
        <ReleasesCard subjectId={tender.id} />
        <ReadingsCard of="tenders" id={tender.id} />
        <Card title={t('contracts.history')}>
          <JournalList items={tender.history} />
        </Card>
      </Flex>
    </Page>
  );
}
