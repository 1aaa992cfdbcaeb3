import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { picture, pictures } from './browser.ts';

type Stop = { readonly title: string; readonly text: string; readonly picture: string };

/** Collects the story in pictures while it is played. */
export type Tour = {
  stop(page: Page, name: string, title: string, text: string): Promise<void>;
  write(): Promise<void>;
};

const head = `# The story in pictures

Played by the browser test on the case imported from the workbooks; figures that the source lacks are 示例.
This page and its pictures are written by \`GUANYUN_TOUR=docs/tour npm test -- apps/e2e/src/story.e2e.ts\`.
`;

export function startTour(): Tour {
  const stops: Stop[] = [];
  return {
    async stop(page, name, title, text) {
      const file = `${String(stops.length + 1).padStart(2, '0')}-${name}`;
      await picture(page, file);
      stops.push({ title, text, picture: `tour/${file}.png` });
    },
    async write() {
      const body = stops.map(
        (s, index) => `## ${index + 1}. ${s.title}\n\n${s.text}\n\n![${s.title}](${s.picture})\n`,
      );
      await mkdir(pictures, { recursive: true });
      await writeFile(join(pictures, '..', 'tour.md'), [head, ...body].join('\n'));
    },
  };
}
