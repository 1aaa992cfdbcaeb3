import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Flex } from 'antd';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** Checks the whole journal against its digests, and says the result in a sentence. */
export function VerifyButton() {
  const t = useText();
  const check = useQuery(trpc.evidence.verify.queryOptions(undefined, { enabled: false, gcTime: 0 }));
  const result = check.data;
  return (
    <Flex wrap gap={12} align="center">
      <Button type="primary" loading={check.isFetching} onClick={() => void check.refetch()}>
        {t('evidence.verify')}
      </Button>
      <FailureAlert error={check.error} />
      {result !== undefined && !check.isFetching && (
        <Alert
          type={result.intact ? 'success' : 'error'}
          showIcon
          role="status"
          title={
            result.intact
              ? t('evidence.intact', { entries: String(result.entries) })
              : t('evidence.broken', { index: String(result.firstBroken ?? 0) })
          }
        />
      )}
    </Flex>
  );
}
