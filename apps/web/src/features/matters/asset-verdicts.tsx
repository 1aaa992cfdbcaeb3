import { skipToken, useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Why } from '../../components/why.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';

/** So many are judged while they are chosen; all are when the order is opened. */
const JUDGED = 100;

/** May, may not or warn of what is chosen, with the law. */
export function AssetVerdicts({ ids, giverId }: { ids: readonly string[]; giverId: string | undefined }) {
  const t = useText();
  const { data } = useQuery(
    trpc.assets.judge.queryOptions(
      ids.length === 0
        ? skipToken
        : { ids: ids.slice(0, JUDGED), ...(giverId === undefined ? {} : { giverId }) },
    ),
  );
  if (data === undefined) return null;
  const told = data.filter(
    ({ blocks, warnings, custodyOnly }) => custodyOnly || blocks?.length || warnings?.length,
  );
  if (told.length === 0) return <Alert type="success" showIcon title={t('matters.allMayGo')} />;
  const key = (one: (typeof told)[number]) =>
    one.blocks?.length ? 'matters.parkedOf' : one.custodyOnly ? 'matters.custodyOf' : 'matters.warnOf';
  return (
    <Alert
      type="warning"
      showIcon
      data-testid="verdicts"
      title={t('matters.mayGo')}
      description={told.map((one) => (
        <div key={one.id}>
          {t(key(one), { name: `${one.code} ${one.name}` })}{' '}
          {[...(one.blocks ?? []), ...(one.warnings ?? [])].map(({ because }) => because).join('；')}
          {(one.reasons?.length ?? 0) > 0 && <Why reasons={one.reasons ?? []} />}
        </div>
      ))}
    />
  );
}
