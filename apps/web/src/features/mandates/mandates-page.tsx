import { useQuery } from '@tanstack/react-query';
import { Card, Flex, Skeleton } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { MandatesTable } from '../../components/mandates-table.tsx';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { NewMandate } from './new-mandate.tsx';

/** The register of mandates, kept by the security administrator: whose documents are entered, never changed. */
export default function MandatesPage() {
  const t = useText();
  const { data, error } = useQuery(trpc.mandates.desk.queryOptions());
  return (
    <Page title={t('organizations.mandatesTitle')} subtitle={t('organizations.mandatesSubtitle')}>
      <Flex vertical gap={16}>
        <FailureAlert error={error} />
        {error === null && data === undefined && <Skeleton active />}
        {data !== undefined && (
          <>
            <Card>
              <MandatesTable mandates={data.mandates} today={data.today} />
            </Card>
            <NewMandate key={data.mandates.length} desk={data} />
          </>
        )}
      </Flex>
    </Page>
  );
}
