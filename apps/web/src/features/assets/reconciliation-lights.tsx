import { Button, Card, Flex, Typography } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Reconciliation } from './asset-data.ts';
import type { LineCheck } from './failing-lines.tsx';
import { Yuan } from './yuan.tsx';

type Light = Reconciliation['lights'][number];
const byLine: readonly string[] = ['count', 'certificate_area', 'transfer_pairs', 'cluster_membership'];
const opens = (check: string): check is LineCheck => byLine.includes(check);

/** What there would have to be for a light to burn. */
function Grey({ light, zone }: { light: Light; zone: boolean }) {
  const code = useCode();
  const ledger = light.check.startsWith('ledger_');
  return (
    <Typography.Text type="secondary">
      {code('reconcileGrey', ledger ? (zone ? 'zone' : 'ledger') : light.check)}
    </Typography.Text>
  );
}

function Figures({ light, accounts }: { light: Light; accounts: readonly string[] }) {
  const t = useText();
  const amount = light.check !== 'count' && light.check !== 'cluster_membership';
  return (
    <Flex vertical gap={2}>
      <Typography.Text type="secondary">
        {t('reconcile.compared', { n: String(light.compared) })}
        {light.failing > 0 && ` · ${t('reconcile.failing', { n: String(light.failing) })}`}
      </Typography.Text>
      {light.failing > 0 && amount && (
        <span>
          {t('reconcile.gap', { amount: '' })} <Yuan value={light.difference} />
        </span>
      )}
      {accounts.map((account) => (
        <Typography.Text key={account} type="danger">
          {account}
        </Typography.Text>
      ))}
    </Flex>
  );
}

/** The lights: green agrees, red differs and opens to its lines, grey says what is missing. */
export function Lights(props: {
  readonly reconciliation: Reconciliation;
  readonly onOpen: (check: LineCheck) => void;
}) {
  const t = useText();
  const code = useCode();
  const { reconciliation, onOpen } = props;
  const wrong = (check: string): string[] =>
    reconciliation.accounts
      .filter(({ side, passed }) => check === `ledger_${side}` && !passed)
      .map(({ account, name, difference }) => `${account || t('ledger.noAccount')} ${name} ${difference}`);
  return (
    <div className="lights">
      {reconciliation.lights.map((light) => (
        <Card
          key={light.check}
          size="small"
          className={`light-${light.state}`}
          data-testid={`light-${light.check}`}
          data-state={light.state}
        >
          <div className="light-head">
            <i className="light-dot" aria-hidden="true" />
            {code('reconcileCheck', light.check)} · {t(`reconcile.${light.state}`)}
          </div>
          {light.state === 'grey' ? (
            <Grey light={light} zone={reconciliation.organization === null} />
          ) : (
            <Figures light={light} accounts={light.state === 'red' ? wrong(light.check) : []} />
          )}
          {light.state === 'red' && opens(light.check) && <LineButton check={light.check} onOpen={onOpen} />}
        </Card>
      ))}
    </div>
  );
}

function LineButton({ check, onOpen }: { check: LineCheck; onOpen: (check: LineCheck) => void }) {
  const t = useText();
  return (
    <Button size="small" style={{ marginTop: 8 }} onClick={() => onOpen(check)}>
      {t('reconcile.show')}
    </Button>
  );
}
