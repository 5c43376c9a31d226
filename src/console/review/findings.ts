// src/console/review/findings.ts —— 系统列的事实:what the case shows on each of the seven points; a person concludes
import { addDays, type PlainDate, shanghaiDate } from '../../base/dates.ts';
import type { ReviewPoint } from '../../law/vocabulary.ts';
import type { CaseView } from '../wire/shapes.ts';

/** `ok` false: a person must look. `tab` leads to where it is seen. */
export type Finding = { ok: boolean; says: string; tab?: string };
const yes = (says: string, tab?: string): Finding => ({ ok: true, says, tab });
const look = (says: string, tab?: string): Finding => ({ ok: false, says, tab });
const namesOf = (people: { name: string }[]) => people.map((person) => person.name).join('、');

/** Facts for the reviewer by point, from the case page alone. */
export function findingsOf(view: CaseView): Record<ReviewPoint, Finding[]> {
  const report = view.acts.findLast((act) => act.step === 'investigationConcluded' && !act.voided);
  const said = (key: string) => report?.fields.find((field) => field.key === key)?.text;
  const two = view.handlers.length >= 2;
  return {
    subject: [two ? yes(`承办人${namesOf(view.handlers)}；每一步办理当日的执法证由系统核对`, 'story') : look('承办人不足两名')],
    procedure: procedure(view),
    facts: facts(view),
    law: [
      yes(`适用${view.item?.code ?? '（未定事项）'} ${view.item?.name ?? ''}`),
      ...(report ? [yes(`裁量档次${said('tier')}，建议罚款${said('fine')}，在法定幅度和档次之内`)] : [look('没有调查终结报告')]),
      ...(said('lightening') && said('lightening') !== '无' ? [look(`写有从轻、减轻情节：${said('lightening')}`)] : []),
    ],
    powers: [yes(`${view.agency.name}，${view.item?.code ?? ''}在公布的事项清单内`)],
    papers: [yes(`已出文书${view.acts.flatMap((act) => act.papers).length}份，必载事项由系统把关`, 'papers')],
    crime: view.crime.length > 0 ? view.crime.map((says) => look(says)) : [yes('案卷中的数量、金额没有达到所列刑事追诉标准')],
  };
}

function procedure(view: CaseView): Finding[] {
  const late = view.deadlines
    .filter((each) => each.state === 'late')
    .map((each) => look(`${each.says}应在 ${each.strict} 前，已逾期`, 'deadlines'));
  const backdated = view.acts
    .filter((act) => !act.voided && addDays(act.on, 0) < shanghaiDate(act.recordedAt))
    .map((act) => look(`第${act.n}条${act.name}为补录，${act.on as PlainDate} 办理、${shanghaiDate(act.recordedAt)} 记入`, 'story'));
  const changed = view.acts
    .filter((act) => act.voided || act.corrected)
    .map((act) => look(`第${act.n}条${act.name}${act.voided ? '已作废' : '已更正'}`, 'story'));
  const found = [...late, ...backdated, ...changed];
  return [yes(`已办${view.acts.length}步，先后次序由系统把关`, 'story'), ...found];
}

function facts(view: CaseView): Finding[] {
  if (!view.matrix) return [look('没有调查终结报告')];
  const lone = view.matrix.facts
    .filter((fact) => fact.evidence.length + (fact.records?.length ?? 0) < 2)
    .map((fact) => look(`“${fact.text.slice(0, 30)}”只有一份证据`, 'matrix'));
  const unquoted = view.matrix.unquoted.length > 0 ? [look(`${view.matrix.unquoted.length}份证据没有引用`, 'matrix')] : [];
  const records = view.matrix.unquotedRecords.length > 0 ? [look(`${view.matrix.unquotedRecords.length}份笔录没有引用`, 'matrix')] : [];
  const all = [...lone, ...unquoted, ...records];
  return all.length > 0 ? all : [yes(`${view.matrix.facts.length}项事实各有两份以上证据，入卷证据都已引用`, 'matrix')];
}
