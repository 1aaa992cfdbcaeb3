import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { useText } from '../../texts/text.ts';
import { ProposalsCard, WarrantsCard } from './company-cards.tsx';
import { type Figure, FigureRow } from './figure-row.tsx';
import { FlowCard, VouchersCard } from './finance-cards.tsx';
import { ClustersCard, MeetingsCard } from './side-cards.tsx';
import { WaitingTable } from './waiting-table.tsx';
import { underWay, type Workbench } from './workbench-data.ts';

type Door = { readonly door: Workbench };

function useFigures(door: Workbench) {
  const t = useText();
  const { figures } = door;
  return {
    urgent: { value: String(figures.urgent), label: t('workbench.figureUrgent'), tone: 'cinnabar' },
    open: { value: String(figures.open), label: t('workbench.figureOpen'), to: '/matters' },
    expiring: {
      value: String(figures.expiringWarrants),
      label: t('workbench.figureExpiring'),
      tone: 'amber',
      to: '/warrants',
    },
    toTransfer: {
      value: t('workbench.yi', { amount: displayYuan(parseYuan(figures.toTransfer), 'yi') }),
      label: t('workbench.figureToTransfer', { count: door.clusters.length }),
      to: '/clusters',
    },
  } as const satisfies Record<string, Figure>;
}

/** 国资监管: what waits, the meetings ahead, the clusters. */
export function SupervisionDoor({ door }: Door) {
  const { urgent, open, expiring, toTransfer } = useFigures(door);
  return (
    <div className="front-stack">
      <FigureRow figures={[urgent, open, expiring, toTransfer]} />
      <div className="front-columns">
        <WaitingTable waiting={door.waiting} />
        <div className="front-stack">
          <MeetingsCard meetings={door.meetings} />
          <ClustersCard clusters={door.clusters} />
        </div>
      </div>
    </div>
  );
}

/** 公司: what is asked of us, where our matters stand, what our warrants still allow. */
export function CompanyDoor({ door }: Door) {
  const t = useText();
  const { urgent, expiring } = useFigures(door);
  const ours: Figure = {
    value: String(door.proposals.filter(underWay).length),
    label: t('workbench.figureProposals'),
    to: '/matters',
  };
  const inForce: Figure = {
    value: String(door.warrants.length),
    label: t('workbench.figureWarrants'),
    to: '/warrants',
  };
  return (
    <div className="front-stack">
      <FigureRow figures={[urgent, ours, inForce, expiring]} />
      <div className="front-columns">
        <div className="front-stack">
          <WaitingTable waiting={door.waiting} />
          <ProposalsCard proposals={door.proposals} />
        </div>
        <WarrantsCard warrants={door.warrants} />
      </div>
    </div>
  );
}

/** 财务: the batches that wait, the flow of assets by cluster, the vouchers. */
export function FinanceDoor({ door }: Door) {
  const t = useText();
  const { toTransfer, expiring } = useFigures(door);
  const batches: Figure = {
    value: String(door.waiting.filter((one) => one.kind === 'order').length),
    label: t('workbench.figureBatches'),
    tone: 'amber',
    to: '/orders',
  };
  return (
    <div className="front-stack">
      <FigureRow figures={[batches, toTransfer, expiring]} />
      <div className="front-columns">
        <div className="front-stack">
          <WaitingTable waiting={door.waiting} />
          <FlowCard clusters={door.clusters} />
        </div>
        <div className="front-stack">
          <VouchersCard vouchers={door.vouchers} />
          <WarrantsCard warrants={door.warrants} />
        </div>
      </div>
    </div>
  );
}
