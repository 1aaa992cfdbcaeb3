import './public-frame.css';
import { Link } from '@tanstack/react-router';
import { Button, Flex } from 'antd';
import { type ReactNode, useEffect } from 'react';
import { setLanguage, useLanguage, useText } from '../texts/text.ts';

/** The frame of what is open to everyone, signed in or not. */
export function PublicFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const t = useText();
  const language = useLanguage();
  useEffect(() => {
    document.title = `${title} · ${t('shell.name')}`;
  }, [title, t]);
  return (
    <>
      <Flex className="public-bar" gap={16} align="center" wrap component="nav">
        <strong>{t('shell.name')}</strong>
        <Link to="/notices">{t('nav.notices')}</Link>
        <Link to="/my-bids">{t('nav.myBids')}</Link>
        <Link to="/register">{t('bids.register')}</Link>
        <Link to="/sign-in">{t('session.signIn')}</Link>
        <Button size="small" ghost onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
          {t('shell.language')}
        </Button>
      </Flex>
      <main id="content" tabIndex={-1} className="public-page">
        <h1>{title}</h1>
        {children}
      </main>
    </>
  );
}
