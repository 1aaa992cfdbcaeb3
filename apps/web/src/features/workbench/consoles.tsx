import './workbench.css';
import { administratorKinds, type PostKind } from '@guanyun/domain/organizations/posts.ts';
import { Link } from '@tanstack/react-router';
import { Card } from 'antd';
import { Page } from '../../components/page.tsx';
import { useText } from '../../texts/text.ts';

const all: readonly PostKind[] = [...administratorKinds, 'catalogue_admin'];
const keepers: readonly PostKind[] = ['catalogue_admin'];
const consoles = [
  {
    to: '/accounts',
    title: 'workbench.toAccounts',
    hint: 'workbench.toAccountsHint',
    posts: administratorKinds,
  },
  {
    to: '/permissions',
    title: 'workbench.toPermissions',
    hint: 'workbench.toPermissionsHint',
    posts: administratorKinds,
  },
  {
    to: '/mandates',
    title: 'workbench.toMandates',
    hint: 'workbench.toMandatesHint',
    posts: ['security_admin'],
  },
  { to: '/journal', title: 'workbench.toJournal', hint: 'workbench.toJournalHint', posts: ['audit_admin'] },
  { to: '/catalogue', title: 'workbench.toCatalogue', hint: 'workbench.toCatalogueHint', posts: keepers },
  { to: '/rules', title: 'workbench.toRules', hint: 'workbench.toRulesHint', posts: all },
] as const;

/** The front door of the administrators and of who keeps the catalogue: their consoles, and nothing of the business. */
export function Consoles({ post }: { readonly post: PostKind }) {
  const t = useText();
  return (
    <Page
      title={t('workbench.consoles')}
      subtitle={t(post === 'catalogue_admin' ? 'workbench.catalogueLead' : 'workbench.consolesLead')}
    >
      <div className="console-cards">
        {consoles
          .filter((console) => (console.posts as readonly PostKind[]).includes(post))
          .map((console) => (
            <Card key={console.to} title={<Link to={console.to}>{t(console.title)}</Link>}>
              {t(console.hint)}
            </Card>
          ))}
      </div>
    </Page>
  );
}
