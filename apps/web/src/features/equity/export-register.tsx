import { DownloadOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useText } from '../../texts/text.ts';
import type { EquityBasis } from './equity-data.ts';

type Props = {
  readonly asOf: string;
  readonly basis: EquityBasis;
  readonly knownOn?: string | undefined;
};

/** The register as it is shown, as a workbook or as BODS 0.4; or every change of it. */
export function ExportRegister({ asOf, basis, knownOn }: Props) {
  const t = useText();
  const address = (extent: 'as_of' | 'history'): string =>
    `/exports/equity.json?${new URLSearchParams({
      ...{ asOf, basis, extent },
      ...(knownOn === undefined ? {} : { knownOn }),
    })}`;
  const workbook = `/exports/equity.xlsx?${new URLSearchParams({
    ...{ asOf, basis },
    ...(knownOn === undefined ? {} : { knownOn }),
  })}`;
  const link = (extent: 'as_of' | 'history', label: string) => (
    <a href={address(extent)} download>
      {label}
    </a>
  );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'workbook',
            label: (
              <a href={workbook} download>
                {t('equity.exportWorkbook', { date: asOf })}
              </a>
            ),
          },
          { key: 'as_of', label: link('as_of', t('equity.exportAsOf', { date: asOf })) },
          { key: 'history', label: link('history', t('equity.exportHistory')) },
        ],
      }}
    >
      <Button icon={<DownloadOutlined />}>{t('equity.export')}</Button>
    </Dropdown>
  );
}
