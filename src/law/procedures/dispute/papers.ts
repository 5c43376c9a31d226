// src/law/procedures/dispute/papers.ts —— QT01 林权争议调处裁决书（代拟）：a draft for the government that decides, never our own decision
import { chineseDate } from '../../../base/dates.ts';
import { fullCite } from '../../articles/statutes.ts';
import { last } from '../../engine.ts';
import type { Paper, Run } from '../../papers/paper.ts';
import { contact, type Matter, paper } from '../../papers/pieces/matter.ts';
import { partyLines } from '../../papers/pieces/party.ts';
import { flush, heading, masked, paragraph, runs } from '../../papers/pieces/words.ts';
import { type PartyKind, partyKinds } from '../../vocabulary.ts';

type Opponent = { kind: PartyKind; name: string; address: string; phone?: string };

/** What is submitted to the government: the parties, what was found, the award proposed, and the remedies its decision has to tell. */
export function awardDraft(matter: Matter): Paper {
  const reported = last(matter.file, 'disputeReported')!.particulars as Record<string, string> & { acquiredRights: boolean };
  const to = String(matter.act.particulars.to);
  return paper(matter, 'QT01', '林权争议调处裁决书（代拟稿）', 'letter', [
    flush(`${to}：`),
    paragraph(
      `本机关承办的下列林木、林地权属争议（编号：${matter.caseNo}）调解不成，依据${fullCite('森林法§22')}的规定，代拟处理决定，报请处理。`,
    ),
    heading('一、当事人'),
    ...partyLines(matter.party),
    ...opponents(matter).map((each) => flush(...each)),
    heading('二、查明的事实'),
    paragraph(matter.states(reported.facts)),
    heading('三、拟处理决定'),
    paragraph(`由${to}决定：`, matter.states(reported.proposal)),
    heading('四、救济途径（写入处理决定）'),
    paragraph(
      reported.acquiredRights ? '本决定涉及当事人已经依法取得的所有权、使用权。' : '',
      `认为侵犯其已经依法取得的自然资源的所有权或者使用权的，应当先自接到处理决定之日起六十日内向${to}的上一级人民政府申请行政复议，`,
      '对行政复议决定不服的，自收到行政复议决定书之日起十五日内向人民法院提起行政诉讼；其他不服的，自接到处理决定通知之日起三十日内向人民法院起诉。',
    ),
    paragraph('争议解决前，除因森林防火、林业有害生物防治、国家重大基础设施建设等需要外，任何一方不得砍伐有争议的林木或者改变林地现状。'),
    paragraph(contact(matter)),
    {
      kind: 'signature',
      lines: [`${matter.registers.agency.name}（承办）`],
      date: chineseDate(matter.act.on),
      seal: true,
    },
  ]);
}

const opponents = (matter: Matter): Run[][] =>
  ((last(matter.file, 'disputeFiled')?.particulars.opponents as Opponent[] | undefined) ?? []).map(({ kind, name, address, phone }) => {
    const isPrivate = kind !== 'organisation';
    return runs(
      `被申请人、第三人（${partyKinds[kind]}）：`,
      masked(name, isPrivate ? 'otherName' : undefined),
      '；住址或者住所：',
      masked(address, isPrivate ? 'homeAddress' : undefined),
      ...(phone ? ['；联系电话：', masked(phone, 'phone')] : []),
      '。',
    );
  });

export const disputeComposers = { awardSubmitted: [awardDraft] };
