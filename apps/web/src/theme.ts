import type { ThemeConfig } from 'antd';
import { palette } from './palette.ts';

const reducedMotion = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export const theme: ThemeConfig = {
  token: {
    colorPrimary: palette.steel,
    colorInfo: palette.steel,
    colorLink: palette.steel,
    colorError: palette.cinnabar,
    colorWarning: palette.amber,
    colorSuccess: palette.green,
    colorInfoBg: '#e8eff5',
    colorInfoBorder: '#b9cddd',
    colorPrimaryBg: '#e8eff5',
    colorSuccessBg: '#eaf4ee',
    colorSuccessBorder: '#b5d6c4',
    colorTextBase: '#1c2731',
    colorTextDescription: '#55626d',
    colorTextSecondary: '#55626d',
    colorTextTertiary: '#66727c',
    colorBgLayout: palette.paper,
    borderRadius: 4,
    fontSize: 14,
    fontFamily: '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", system-ui, sans-serif',
    motion: !reducedMotion,
  },
  components: { Table: { cellPaddingBlock: 8 }, Card: { headerFontSize: 14 } },
};
