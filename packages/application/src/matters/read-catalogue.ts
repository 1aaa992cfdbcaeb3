import { catalogueV1, prerequisitesOf, timeLimitOf } from '@guanyun/domain/matters/catalogue-v1.ts';
import { matterSlugs } from '@guanyun/domain/matters/matter-slug.ts';

/** The fourteen, as the built-in catalogue has them. */
export function readCatalogue() {
  return matterSlugs.map((slug) => {
    const line = catalogueV1.lines[slug];
    return {
      slug,
      title: line.title,
      timeLimitDays: timeLimitOf(slug, null, false),
      prerequisites: prerequisitesOf(slug, null),
      version: catalogueV1.version,
    };
  });
}
