import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { Link } from '@tanstack/react-router';
import { Alert, Card, Tag, Typography } from 'antd';
import { Names } from '../../components/names.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { Why } from '../../components/why.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { type Matter, whyUndecided } from './matter-data.ts';
import { Findings } from './route-parts.tsx';

const shown = new Intl.DateTimeFormat('zh-CN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

/** Who decides and why. */
export function Decider({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  const { route } = matter;
  const [first, second, third] = route.reasons;
  const moved = matter.level !== route.level;
  return (
    <Card data-testid="decider" title={t('matters.whoDecides')} extra={<Why reasons={route.reasons} />}>
      <Typography.Title level={4} style={{ marginTop: 0 }}>
        {code('level', matter.level)}
      </Typography.Title>
      {moved && (
        <Typography.Paragraph type="secondary">
          {t('matters.levelMoved', { level: code('level', route.level) })}
        </Typography.Paragraph>
      )}
      <ol className="matter-lines">
        {[first, second, third].map((reason) =>
          reason === undefined ? null : <li key={reason.rule}>{reason.because}</li>,
        )}
      </ol>
      <Findings title={t('matters.blocks')} findings={route.blocks} />
      <Findings title={t('matters.warnings')} findings={route.warnings} />
    </Card>
  );
}

/** Who has signed this version: the company, its participants, the first-tier company that hands it on. */
export function Signatures({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  const { company, participants, firstTier } = matter;
  const owed = [
    { who: company, post: 'company_legal', share: null },
    { who: company, post: 'company_representative', share: null },
    ...participants.map((one) => ({
      who: one.company,
      post: 'company_representative',
      share: one.amount,
    })),
    ...(firstTier === null ? [] : [{ who: firstTier, post: 'company_representative', share: null }]),
  ];
  return (
    <Card title={t('matters.signatures')}>
      <ul className="matter-plain">
        {owed.map(({ who, post, share }) => {
          const signature = matter.signatures.findLast(
            (one) => one.post === post && one.organizationId === who.id,
          );
          const own = who.id === company.id;
          return (
            <li key={`${who.id}${post}`} data-testid={own ? `signature-${post}` : `signature-${who.id}`}>
              <strong>{code('post', post)}</strong> {!own && who.name}{' '}
              {share !== null && t('matters.bears', { wan: displayYuan(parseYuan(share), 'wan') })}{' '}
              {who.id === firstTier?.id && <Tag>{t('matters.firstTier')}</Tag>}
              {signature === undefined ? (
                <Tag>{t('matters.notSigned')}</Tag>
              ) : (
                <>
                  <Names person={signature.person} onBehalfOf={signature.onBehalfOf} /> ·{' '}
                  {shown.format(new Date(signature.at))}{' '}
                  {!signature.valid && <Tag color="red">{t('matters.signatureVoid')}</Tag>}
                </>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** What was decided outside the meeting and what came of it: the higher body, the warrants. */
export function Outcome({ matter }: { matter: Matter }) {
  const t = useText();
  const { external, warrants } = matter;
  if (external === null && warrants.length === 0) return null;
  return (
    <Card title={t('matters.decisions')}>
      <ul className="matter-plain">
        {external !== null && (
          <li>
            <strong>{t('matters.external')}</strong> {external.number} · {external.decidedOn}{' '}
            <Tag color={external.outcome === 'approved' ? 'green' : 'red'}>
              {t(external.outcome === 'approved' ? 'matters.externalApproved' : 'matters.externalRejected')}
            </Tag>
          </li>
        )}
        {warrants.map((warrant) => (
          <li key={warrant.id}>
            <strong>{t(`matters.instrument.${warrant.instrument}`)}</strong>{' '}
            <Link to="/warrants/$id" params={{ id: warrant.id }}>
              {warrant.number}
            </Link>{' '}
            {warrants.length > 1 && (
              <>
                {warrant.company.name}{' '}
                {warrant.amount !== null &&
                  t('matters.warrantOver', { wan: displayYuan(parseYuan(warrant.amount), 'wan') })}{' '}
              </>
            )}
            <StateTag kind="warrant" state={warrant.state} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Cases that hang together with this one. */
export function Links({ matter }: { matter: Matter }) {
  const t = useText();
  const { predecessor, main, attached } = matter.links;
  const linked = [
    ...(predecessor === null ? [] : [{ as: 'predecessor' as const, ...predecessor }]),
    ...(main === null ? [] : [{ as: 'main' as const, ...main }]),
    ...attached.map((one) => ({ as: 'attached' as const, ...one })),
  ];
  if (linked.length === 0) return null;
  return (
    <Card title={t('matters.links')} data-testid="links">
      <ul className="matter-plain">
        {linked.map((one) => (
          <li key={`${one.as}${one.id}`}>
            <strong>{t(`matters.link.${one.as}`)}</strong>{' '}
            <Link to="/matters/$id" params={{ id: one.id }}>
              {one.number ?? t('matters.noNumber')} {one.title}
            </Link>{' '}
            <StateTag kind="matter" state={one.state} />
          </li>
        ))}
      </ul>
      {matter.content.newFacts !== undefined && (
        <div className="matter-text">{t('matters.newFactsAre', { facts: matter.content.newFacts })}</div>
      )}
    </Card>
  );
}

const investorTexts = {
  'matters.transfer': 'matters.investorTransferred',
  'matters.suspendForInvestor': 'matters.investorSuspended',
} as const;

/** The meeting could not decide: says who does, and why the meeting did not. */
function PassedUp({ matter }: { matter: Matter }) {
  const t = useText();
  const code = useCode();
  const result = matter.meeting?.result;
  if (result?.step !== 'passUp') return null;
  return (
    <Alert
      type="info"
      showIcon
      data-testid="passed-up"
      title={t('matters.passedUp', { level: code('level', matter.level) })}
      description={whyUndecided(result.reasons)}
      action={<Why reasons={result.reasons} />}
    />
  );
}

/** What somebody opening the case must not miss. */
export function Banners({ matter }: { matter: Matter }) {
  const t = useText();
  const { flaggedBy } = matter.links;
  const befell = matter.history.findLast(({ act }) => act in investorTexts)?.act;
  return (
    <>
      {befell !== undefined && (matter.state === 'transferred' || matter.state === 'suspended') && (
        <Alert
          type="warning"
          showIcon
          data-testid="investor-changed"
          title={t(investorTexts[befell as keyof typeof investorTexts])}
        />
      )}
      {flaggedBy !== null && (
        <Alert
          type="warning"
          showIcon
          data-testid="flagged"
          title={
            <>
              {t('matters.flagged')}{' '}
              <Link to="/matters/$id" params={{ id: flaggedBy.id }}>
                {flaggedBy.number ?? ''} {flaggedBy.title}
              </Link>
            </>
          }
        />
      )}
      <PassedUp matter={matter} />
      {matter.urgent && (
        <Alert
          type="warning"
          showIcon
          title={t('matters.urgentBecause', { because: matter.proposal.urgent?.cause ?? '' })}
        />
      )}
    </>
  );
}
