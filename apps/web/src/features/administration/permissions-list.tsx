import { canSignIn } from '@guanyun/domain/organizations/posts.ts';
import { Alert, Tag } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import { type Area, type Caller, NOBODY, type Procedure } from './administration-data.ts';
import { ProcedureName } from './procedure-text.tsx';

/** Everything that one post may see and do, by area. */
export function PermissionsList({
  areas,
  caller,
}: {
  readonly areas: readonly Area<Procedure>[];
  readonly caller: Caller;
}) {
  const t = useText();
  const code = useCode();
  return (
    <>
      {caller !== NOBODY && !canSignIn(caller) && (
        <Alert type="info" showIcon title={t('administration.cannotSignIn')} style={{ marginBottom: 16 }} />
      )}
      {areas.map(({ area, procedures }) => (
        <section key={area} className="permission-area" aria-label={code('area', area)}>
          <h2>
            {code('area', area)} <span>{t('administration.count', { count: procedures.length })}</span>
          </h2>
          <ul>
            {procedures.map((one) => (
              <li key={one.name} data-testid={`row-${one.name}`}>
                <div>
                  <ProcedureName name={one.name} />
                </div>
                <Tag color={one.type === 'mutation' ? 'blue' : 'default'}>
                  {t(`administration.${one.type}`)}
                </Tag>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
