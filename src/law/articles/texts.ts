// src/law/articles/texts.ts —— 条文:the statutes' own words, shown beside every rule that cites them

import benjuguiding from './benjuguiding.json' with { type: 'json' };
import caifagengxinbanfa from './caifagengxinbanfa.json' with { type: 'json' };
import chufafa from './chufafa.json' with { type: 'json' };
import danganfa from './danganfa.json' with { type: 'json' };
import fajiaofenli from './fajiaofenli.json' with { type: 'json' };
import fanghuotiaoli from './fanghuotiaoli.json' with { type: 'json' };
import fuyifa from './fuyifa.json' with { type: 'json' };
import gebaofa from './gebaofa.json' with { type: 'json' };
import gongkaitiaoli from './gongkaitiaoli.json' with { type: 'json' };
import gushutiaoli from './gushutiaoli.json' with { type: 'json' };
import minsufa from './minsufa.json' with { type: 'json' };
import qiangzhifa from './qiangzhifa.json' with { type: 'json' };
import senlinfa from './senlinfa.json' with { type: 'json' };
import senlinfatiaoli from './senlinfatiaoli.json' with { type: 'json' };
import shidifa from './shidifa.json' with { type: 'json' };
import shidihuifufeibanfa from './shidihuifufeibanfa.json' with { type: 'json' };
import { type Cite, parseCite, type StatuteName } from './statutes.ts';
import susongfa from './susongfa.json' with { type: 'json' };
import xukefa from './xukefa.json' with { type: 'json' };
import yingshanghuanjingtiaoli from './yingshanghuanjingtiaoli.json' with { type: 'json' };
import yisongguiding from './yisongguiding.json' with { type: 'json' };

/** The stored text of one statute; `articles` by number, paragraphs separated by a line break. */
export type StatuteText = { statute: string; version: string; source: string; complete: boolean; articles: Record<string, string> };

/** Statutes whose text is stored, wholly (`complete`) or in the articles the rules cite. */
export const statuteTexts: Partial<Record<StatuteName, StatuteText>> = {
  处罚法: chufafa,
  许可法: xukefa,
  强制法: qiangzhifa,
  民诉法: minsufa,
  复议法: fuyifa,
  诉讼法: susongfa,
  森林法: senlinfa,
  湿地法: shidifa,
  森林法条例: senlinfatiaoli,
  湿地恢复费办法: shidihuifufeibanfa,
  公开条例: gongkaitiaoli,
  个保法: gebaofa,
  移送规定: yisongguiding,
  档案法: danganfa,
  罚缴分离办法: fajiaofenli,
  营商环境条例: yingshanghuanjingtiaoli,
  古树条例: gushutiaoli,
  防火条例: fanghuotiaoli,
  采伐更新办法: caifagengxinbanfa,
  本局规定: benjuguiding,
};

/** The full text of the cited article, paragraphs separated by a line break; undefined when it is not stored. */
export function articleText(cite: Cite): string | undefined {
  const { statute, article } = parseCite(cite);
  return article === undefined ? undefined : statuteTexts[statute]?.articles[String(article)];
}
