import { MenuOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Button, Drawer, Flex, Grid, Input, Layout, Select, Skeleton, Tag } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { FailureAlert } from '../components/failure-alert.tsx';
import { palette } from '../palette.ts';
import { setLanguage, useCode, useLanguage, useText } from '../texts/text.ts';
import { failureOf, queryClient, trpc } from '../trpc.ts';
import { CodePrompt } from './code-prompt.tsx';
import { IdleGuard } from './idle-guard.tsx';
import { ruleEntries, visibleTo, workEntries } from './menu.ts';
import './shell.css';

const SecurityPage = lazy(() => import('../features/security/security-page.tsx'));

type Me = NonNullable<ReturnType<typeof useMe>['data']>;

const useMe = () => useQuery(trpc.session.me.queryOptions());

function Navigation({ me, onGo }: { readonly me: Me; readonly onGo?: () => void }) {
  const t = useText();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const link = (to: string, label: string) => {
    const here = to === '/' ? path === '/' : path.startsWith(to);
    return (
      <Link
        key={to}
        to={to}
        className={here ? 'nav-link nav-here' : 'nav-link'}
        {...(here ? { 'aria-current': 'page' as const } : {})}
        {...(onGo === undefined ? {} : { onClick: onGo })}
      >
        {label}
      </Link>
    );
  };
  const rules = visibleTo(ruleEntries, me.post.side, me.post.kind);
  return (
    <nav aria-label={t('shell.menu')}>
      <div className="nav-brand">
        <strong>{t('shell.name')}</strong>
        <span>
          {me.zone.name}
          {me.zone.illustrative ? ` · ${t('shell.illustrative')}` : ''}
        </span>
      </div>
      {visibleTo(workEntries, me.post.side, me.post.kind).map((entry) => link(entry.to, t(entry.label)))}
      {rules.length > 0 && <div className="nav-group">{t('shell.rulesGroup')}</div>}
      {rules.map((entry) => link(entry.to, t(entry.label)))}
    </nav>
  );
}

function Hat({ me }: { readonly me: Me }) {
  const t = useText();
  const code = useCode();
  const navigate = useNavigate();
  const turn = useMutation(
    trpc.session.switchPost.mutationOptions({ onSuccess: () => navigate({ to: '/' }) }),
  );
  const label = ({ kind, organization, onBehalfOf }: Me['post']): string =>
    [
      ...(onBehalfOf === null ? [] : [t('shell.onBehalf', { name: onBehalfOf.name })]),
      code('post', kind),
      organization.name,
    ].join(' · ');
  if (me.posts.length === 1)
    return (
      <Tag data-testid="hat" className="hat">
        {t('shell.hat')}：{label(me.post)}
      </Tag>
    );
  return (
    <>
      <Select
        aria-label={t('shell.hat')}
        value={me.post.id}
        {...(me.post.onBehalfOf === null ? {} : { status: 'warning' as const })}
        style={{ minWidth: 220, maxWidth: '100%' }}
        onChange={(postId: string) => turn.mutate({ postId })}
        options={me.posts.map((post) => ({ value: post.id, label: label(post) }))}
      />
      <FailureAlert error={turn.error} />
    </>
  );
}

function TopBar({ me, onMenu }: { readonly me: Me; readonly onMenu?: () => void }) {
  // Nothing leads away from what has to be done first.
  const bare = me.must !== null;
  const t = useText();
  const language = useLanguage();
  const navigate = useNavigate();
  const provider = useQuery(trpc.identity.provider.queryOptions());
  const leave = useMutation(
    trpc.session.signOut.mutationOptions({
      meta: { signsOut: true },
      onSuccess: ({ elsewhere }) => {
        queryClient.clear();
        // Whoever came through the provider leaves there too; it sends back to the sign-in page.
        window.location.assign(elsewhere ?? '/sign-in');
      },
    }),
  );
  return (
    <Flex className="top-bar" gap={12} align="center" wrap>
      {onMenu === undefined || bare ? null : (
        <Button aria-label={t('shell.menu')} icon={<MenuOutlined />} onClick={onMenu} />
      )}
      {!bare && !['administration', 'supplier'].includes(me.post.side) && (
        <Input.Search
          className="top-search"
          aria-label={t('shell.search')}
          placeholder={t('shell.search')}
          onSearch={(search) =>
            void navigate({ to: '/matters', search: search === '' ? {} : { search } } as never)
          }
        />
      )}
      <Flex gap={8} align="center" className="top-right" wrap>
        <span>{me.person.name}</span>
        {!bare && <Hat me={me} />}
        <Button type="text" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t('shell.language')}
        </Button>
        {!bare && provider.data != null && me.post.side !== 'supplier' && (
          <Link to="/identity" className="top-link">
            {t('shell.identity')}
          </Link>
        )}
        {!bare && (
          <>
            <Link to="/security" className="top-link">
              {t('shell.security')}
            </Link>
            <Link to="/signing-keys" className="top-link">
              {t('shell.signingKeys')}
            </Link>
          </>
        )}
        <Button type="text" onClick={() => leave.mutate()}>
          {t('shell.signOut')}
        </Button>
      </Flex>
    </Flex>
  );
}

/** The frame around every page: where one can go, who one is, in which post. */
export default function Shell() {
  const t = useText();
  const me = useMe();
  const wide = Grid.useBreakpoint().lg ?? true;
  const [open, setOpen] = useState(false);
  // Who is signed out is on the way to the sign-in page already.
  if (me.error !== null && failureOf(me.error) !== null) return <FailureAlert error={me.error} />;
  if (me.data === undefined) return <Skeleton active style={{ padding: 24 }} />;
  // An own password, or a second factor, comes before everything else.
  const nothingElse = me.data.must !== null;
  return (
    <Layout style={{ minHeight: '100vh' }}>
      <CodePrompt />
      <a className="skip-link" href="#content">
        {t('shell.skip')}
      </a>
      {nothingElse ? null : wide ? (
        <Layout.Sider width={208} className="side" style={{ background: palette.ink }}>
          <Navigation me={me.data} />
        </Layout.Sider>
      ) : (
        <Drawer
          placement="left"
          open={open}
          onClose={() => setOpen(false)}
          size={240}
          className="side"
          styles={{ body: { padding: 0, background: palette.ink } }}
        >
          <Navigation me={me.data} onGo={() => setOpen(false)} />
        </Drawer>
      )}
      <Layout>
        <IdleGuard idleMinutes={me.data.idleMinutes} />
        <TopBar me={me.data} {...(wide ? {} : { onMenu: () => setOpen(true) })} />
        <main id="content" tabIndex={-1}>
          <Suspense fallback={<Skeleton active style={{ padding: 24 }} />}>
            {nothingElse ? <SecurityPage /> : <Outlet />}
          </Suspense>
        </main>
      </Layout>
    </Layout>
  );
}
