import { Link } from '@tanstack/react-router';
import { Card, Typography } from 'antd';
import { StateTag } from '../../components/state-tag.tsx';
import { useText } from '../../texts/text.ts';
import { transferredPercent } from './cluster-share.ts';
import type { ClusterLine, MeetingAhead } from './workbench-data.ts';

/** Meetings that are not closed, soonest first. */
export function MeetingsCard({ meetings }: { readonly meetings: readonly MeetingAhead[] }) {
  const t = useText();
  return (
    <Card title={t('workbench.meetings')} extra={<Link to="/meetings">{t('workbench.all')}</Link>}>
      {meetings.length === 0 && (
        <Typography.Text type="secondary">{t('workbench.noMeetings')}</Typography.Text>
      )}
      <ul className="front-lines">
        {meetings.map((meeting) => (
          <li key={meeting.id} data-testid={`row-${meeting.id}`}>
            <Link to="/meetings/$id" params={{ id: meeting.id }}>
              {meeting.title}
            </Link>{' '}
            <StateTag kind="meeting" state={meeting.state} />
            <div className="front-why">
              {meeting.heldOn} · {t('workbench.meetingItems', { items: meeting.items })}
              {meeting.recusals > 0 && ` · ${t('workbench.meetingRecusals', { count: meeting.recusals })}`}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ClusterShare({ cluster }: { readonly cluster: ClusterLine }) {
  const t = useText();
  const percent = transferredPercent(cluster);
  return (
    <li className="cluster-line">
      <Link to="/assets" search={{ clusterId: cluster.id }}>
        {cluster.name}
      </Link>
      <i
        role="img"
        aria-label={
          percent === null
            ? `${cluster.name} ${t('workbench.noAssets')}`
            : t('workbench.clusterShare', { name: cluster.name, percent })
        }
      >
        <b style={{ width: `${percent ?? 0}%` }} />
      </i>
      <span>{percent === null ? t('workbench.noAssets') : `${percent}%`}</span>
    </li>
  );
}

/** How much of what each cluster formed has reached its operating company. */
export function ClustersCard({ clusters }: { readonly clusters: readonly ClusterLine[] }) {
  const t = useText();
  return (
    <Card
      title={<Link to="/clusters">{t('workbench.clusters')}</Link>}
      extra={<span className="front-why">{t('workbench.clustersHint')}</span>}
    >
      {clusters.length === 0 && (
        <Typography.Text type="secondary">{t('workbench.noClusters')}</Typography.Text>
      )}
      <ul className="front-lines">
        {clusters.map((cluster) => (
          <ClusterShare key={cluster.id} cluster={cluster} />
        ))}
      </ul>
    </Card>
  );
}
