import './assets.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { Button, Card, Col, Descriptions, Flex, Row, Skeleton } from 'antd';
import { useState } from 'react';
import { Amount } from '../../components/amount.tsx';
import { AsOfBar } from '../../components/as-of-bar.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { grouped, type LandParcelShown } from './land-data.ts';
import { type Correcting, LandFactForm } from './land-fact-form.tsx';
import { LandFacts } from './land-facts.tsx';
import { LandStanding } from './land-standing.tsx';

function AssetLink({ asset }: { asset: LandParcelShown['asset'] }) {
  const t = useText();
  if (asset === null) return t('land.noAsset');
  return (
    <Link to="/assets/$id" params={{ id: asset.id }}>
      {asset.code} {asset.name}
    </Link>
  );
}

function Agreement({ parcel }: { parcel: LandParcelShown }) {
  const t = useText();
  const { standing, paper } = parcel;
  const area = `${t('land.mu', { mu: grouped(parcel.mu) })}（${t('land.metres', { area: grouped(parcel.area) })}）`;
  const yuan = (amount: string | null) => (amount === null ? '—' : grouped(amount));
  return (
    <Card title={t('land.agreement')}>
      <Descriptions
        size="small"
        column={1}
        items={[
          { key: 'no', label: t('land.parcelNo'), children: parcel.parcelNo },
          { key: 'holder', label: t('land.holder'), children: parcel.holder.name },
          { key: 'area', label: t('land.areaBoth'), children: area },
          { key: 'acquired', label: t('land.acquired'), children: t(`landAcquired.${parcel.acquired}`) },
          { key: 'price', label: t('land.priceWan'), children: <Amount value={parcel.price} /> },
          { key: 'granted', label: t('land.grantedOn'), children: parcel.grantedOn },
          { key: 'start', label: t('land.startBy'), children: standing.startBy },
          { key: 'complete', label: t('land.completeBy'), children: standing.completeBy },
          { key: 'required', label: t('land.required'), children: yuan(parcel.requiredInvestment) },
          { key: 'perMu', label: t('land.investmentPerMu'), children: yuan(parcel.investmentPerMu) },
          { key: 'tax', label: t('land.taxPerMu'), children: yuan(parcel.taxPerMu) },
          { key: 'asset', label: t('land.asset'), children: <AssetLink asset={parcel.asset} /> },
          {
            ...{ key: 'paper', label: t('land.paper') },
            children: (
              <a href={`/documents/${paper.digest}`} download>
                {paper.name || t('land.paper')}
              </a>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Line({ parcel }: { parcel: LandParcelShown }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [correcting, setCorrecting] = useState<Correcting>(null);
  const may = parcel.may.includes('assets.recordLandFact');
  const close = () => {
    setOpen(false);
    setCorrecting(null);
  };
  const correct = (fact: Exclude<Correcting, null>['fact'], withdraw: boolean) => {
    setCorrecting({ fact, withdraw });
    setOpen(true);
  };
  return (
    <>
      {may && (
        <div>
          <Button type={open ? 'default' : 'primary'} onClick={() => (open ? close() : setOpen(true))}>
            {t(open ? 'act.cancel' : 'land.record')}
          </Button>
        </div>
      )}
      {open && (
        <LandFactForm
          key={correcting === null ? 'new' : `${correcting.fact.id}${correcting.withdraw}`}
          {...{ parcel, correcting }}
          onDone={close}
        />
      )}
      <LandFacts facts={parcel.facts} onCorrect={may ? correct : null} />
    </>
  );
}

/** One parcel of the ledger: its agreement, how it stands on a day, its line of facts and the forms that add to it. */
export default function LandParcelPage() {
  const t = useText();
  const { id } = useParams({ from: '/land/$id' });
  const { asOf } = useSearch({ from: '/land/$id' });
  const { data: parcel, error } = useQuery(
    trpc.assets.landParcel.queryOptions(asOf === undefined ? { id } : { id, asOf }, {
      placeholderData: keepPreviousData,
    }),
  );
  if (error !== null) return <FailureAlert error={error} />;
  if (parcel === undefined) return <Skeleton active />;
  return (
    <Page
      title={parcel.name}
      subtitle={`${parcel.parcelNo} · ${parcel.cluster.name} · ${parcel.holder.name}`}
      crumbs={<Link to="/land">{t('land.back')}</Link>}
    >
      <Flex vertical gap={16}>
        <AsOfBar />
        <Row gutter={[16, 16]}>
          <Col xs={24} lg={15}>
            <LandStanding parcel={parcel} />
          </Col>
          <Col xs={24} lg={9}>
            <Agreement parcel={parcel} />
          </Col>
        </Row>
        <Line parcel={parcel} />
        <Card title={t('land.history')}>
          <JournalList items={parcel.history} />
        </Card>
      </Flex>
    </Page>
  );
}
