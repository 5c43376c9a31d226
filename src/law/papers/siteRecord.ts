// src/law/papers/siteRecord.ts —— CF07 现场勘验笔录
import { evidenceOf } from '../facts.ts';
import { siteExamined } from '../particulars/investigation.ts';
import type { Block, Paper, Run } from './paper.ts';
import { evidenceNamed } from './pieces/evidence.ts';
import { type Matter, nameMask, nameOf, paper, withCertificates } from './pieces/matter.ts';
import { nameRun } from './pieces/party.ts';
import { blank, cell, chosen, fromTo, heading, masked, paragraph, runs, squareMetres, wide } from './pieces/words.ts';

type Site = {
  startedAt: string;
  endedAt: string;
  place: string;
  coordinates?: string;
  weather: string;
  recorder: string;
  partyPresent: string;
  witness?: string;
  findings: string;
  area?: number;
  signed: string;
  refusalNote?: string;
  recording?: string[];
  whyNoRecording?: string;
};

/** The record of what was found on site, with measurements, sketch, photos and recordings (处罚法第55条). */
export function siteRecord(matter: Matter): Paper {
  const site = matter.act.particulars as Site;
  return paper(matter, 'CF07', '现场勘验笔录', 'record', [
    {
      kind: 'form',
      columns: 2,
      rows: [
        [cell('案件编号', matter.caseNo), cell('案由', matter.says(matter.cause))],
        [wide('勘验时间', fromTo(site.startedAt, site.endedAt))],
        [wide('勘验地点', matter.says(site.place))],
        [wide('坐标（CGCS2000）', site.coordinates ? masked(site.coordinates, 'coordinates') : '未测定')],
        [cell('天气', matter.says(site.weather)), cell('记录人', nameOf(matter, site.recorder))],
        [wide('勘验人及执法证号', withCertificates(matter, matter.act.by))],
        [cell('当事人', nameRun(matter.party)), cell('到场情况', chosen(siteExamined, 'partyPresent', site.partyPresent))],
        [wide('见证人', site.witness ? masked(site.witness, nameMask(matter, site.witness)) : blank)],
      ],
    },
    paragraph(`勘验人员${withCertificates(matter, matter.act.by)}已主动出示执法证件。`),
    heading('勘验情况'),
    ...site.findings
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => paragraph(matter.states(line))),
    paragraph(`测量数据：${site.area === undefined ? '本次未测量面积' : `实测面积${squareMetres(site.area)}`}。`),
    ...attachments(matter, site),
    ...refusal(matter, site),
    {
      kind: 'signLines',
      labels: ['当事人签名（捺指印）', '见证人签名', ...matter.act.by.map(() => '勘验人签名'), '记录人签名', '日期'],
    },
  ]);
}

/** Sketch, photos and recordings by their numbers; or why there are none. */
function attachments(matter: Matter, site: Site): Block[] {
  const media = site.recording ?? [];
  const about = (id: string) => matter.registers.evidence(id);
  const isSketch = (id: string) => /示意图|平面图|四至图|测绘图|草图|图斑图/.test(about(id)?.name ?? '');
  const ofKind = (kind: RegExp) => media.filter((id) => kind.test(about(id)?.mediaType ?? '') && !isSketch(id));
  const sketches = evidenceOf(matter.file).filter(isSketch);
  const line = (label: string, ids: string[], none: Run[]) =>
    paragraph(`${label}：`, ids.length > 0 ? evidenceNamed(matter, ids) : none, '。');
  const why = runs('无', site.whyNoRecording ? '，' : '', site.whyNoRecording ? matter.goesOn(site.whyNoRecording) : '');
  return [
    line('现场示意图', sketches, runs('未另行绘制，现场情况见照片、录像')),
    line('照片编号', ofKind(/^image\//), why),
    line('音像记录编号', ofKind(/^(video|audio)\//), why),
  ];
}

function refusal(matter: Matter, site: Site): Block[] {
  if (site.signed === 'signed') return [paragraph('以上笔录已交当事人核对（向当事人宣读），与现场情况一致。')];
  return [paragraph(`当事人${chosen(siteExamined, 'signed', site.signed)}：`, matter.states(site.refusalNote))];
}
