import './workbench.css';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';

const consoles = [
  { to: '/accounts', title: 'workbench.toAccounts', hint: 'workbench.toAccountsHint' },
  { to: '/permissions', title: 'workbench.toPermissions', hint: 'workbench.toPermissionsHint' },
  { to: '/journal', title: 'workbench.toJournal', hint: 'workbench.toJournalHint', post: 'audit_admin' },
  { to: '/rules', title: 'workbench.toRules', hint: 'workbench.toRulesHint' },
] as const;

/** The front door of the three administrators: their consoles, and nothing of the business. */
export function Consoles({ post }: { readonly post: string }) {
  const t = useText();
  return (
    <Page title={t('workbench.consoles')} subtitle={t('workbench.consolesLead')}>
      <div className="console-cards">
        {consoles
          .filter((console) => !('post' in console) || console.post === post)
          .map((console) => (
            <Card key={console.to} title={<Link to={console.to}>{t(console.title)}</Link>}>
              {t(console.hint)}
            </Card>
          ))}
      </div>
    </Page>
  );
}
