import './contracts.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Card, Flex, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { JournalList } from '../../components/journal-list.tsx';
import { Page } from '../../components/page.tsx';
import { ReadingsCard } from '../../components/readings-card.tsx';
import { ReleasesCard } from '../../components/releases-card.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { DatesCard, FactsCard, MoneyCard } from './contract-facts.tsx';
import { ContractLineCard } from './contract-line.tsx';
import {
  AccountsTable,
  AmendmentsTable,
  BelowTable,
  MeasuresTable,
  PapersCard,
  PaymentsTable,
} from './contract-tables.tsx';
import { TurnCard } from './turn-card.tsx';

/** One contract: the line it stands in, whose turn it is, its money, changes, papers and history. */
export default function ContractPage() {
  const t = useText();
  const { id } = useParams({ from: '/contracts/$id' });
  const { data: contract, error } = useQuery(trpc.contracts.get.queryOptions({ id }));
  if (error !== null) return <FailureAlert error={error} />;
  if (contract === undefined) return <Skeleton active />;
  return (
    <Page title={contract.title} subtitle={contract.number}>
      <Flex vertical gap={16}>
        <ContractLineCard contract={contract} />
        <DatesCard contract={contract} />
        <TurnCard contract={contract} />
        <MoneyCard contract={contract} />
        <PaymentsTable contract={contract} />
        <MeasuresTable contract={contract} />
        <AmendmentsTable contract={contract} />
        <AccountsTable contract={contract} />
        <BelowTable contract={contract} />
        <PapersCard contract={contract} />
        <FactsCard contract={contract} />
        <ReleasesCard subjectId={contract.id} />
        <ReadingsCard of="contracts" id={contract.id} />
        <Card title={t('contracts.history')}>
          <JournalList items={contract.history} />
        </Card>
      </Flex>
    </Page>
  );
}
