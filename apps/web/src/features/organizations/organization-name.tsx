import { Tag } from 'antd';
import { useText } from '../../texts/text.ts';

/** A name, and whether it is only tentative or not known. */
export function OrganizationName({ name, status }: { readonly name: string; readonly status: string }) {
  const t = useText();
  return (
    <>
      {name || t('organizations.unknownName')}
      {status === 'tentative' && (
        <Tag color="gold" style={{ marginInlineStart: 8 }}>
          {t('organizations.tentative')}
        </Tag>
      )}
    </>
  );
}
