// What the branches' pages say of the effect.
import type { EffectFigure } from '#shared/model/effect_figure.ts';
import { type Database, sql } from './database.ts';

export async function readEffectFigure(tx: Database, branch: string): Promise<unknown> {
  const [row] = await tx.query<{ doc: unknown }>(
    sql`select doc from effect_figure where branch = ${branch}`,
  );
  return row?.doc;
}

export async function saveEffectFigure(
  tx: Database,
  branch: string,
  figure: EffectFigure,
): Promise<void> {
  await tx.execute(sql`
    insert into effect_figure (branch, doc) values (${branch}, ${JSON.stringify(figure)}::jsonb)
    on conflict (branch) do update set doc = excluded.doc`);
}
